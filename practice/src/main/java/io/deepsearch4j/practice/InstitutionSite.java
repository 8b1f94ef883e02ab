package io.deepsearch4j.practice;

import io.deepsearch4j.practice.Site.Anchor;
import io.deepsearch4j.practice.World.Agency;
import io.deepsearch4j.practice.World.Journal;
import io.deepsearch4j.practice.World.University;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// Writes the sites of universities, journals and agencies.
final class InstitutionSite {
  private final Almanac almanac;
  private final InstitutionPlaces places;
  private final Language language;
  private final Site site;
  private final Filler filler;
  private final List<Resource> resources = new ArrayList<>();

  private InstitutionSite(Almanac almanac, InstitutionPlaces places, Name name, List<Anchor> menu) {
    this.almanac = almanac;
    this.places = places;
    language = places.language();
    filler = almanac.filler("site " + places.site(), language);
    site = Site.utf8(name.text(), language, menu);
  }

  static List<Resource> university(Almanac almanac, University university) {
    InstitutionPlaces places = almanac.geography().of(university);
    InstitutionSite site =
        new InstitutionSite(
            almanac,
            places,
            university.name(),
            menu(
                places.language(),
                List.of("Home/首页", "About/学校概况", "Staff/师资队伍", "Figures/统计数据"),
                List.of(places.home(), places.about(), places.staff(1), places.numbers())));
    site.front(university.name(), List.of(university.rector()));
    site.staff(university);
    site.plain(
        places.numbers(),
        "Figures/统计数据",
        List.of(site.anchor("Enrolment by year (CSV)/历年在校学生（CSV）", places.enrolment())));
    site.resources.add(StatisticsTable.enrolment(almanac, university));
    return site.resources;
  }

  static List<Resource> journal(Almanac almanac, Journal journal) {
    InstitutionPlaces places = almanac.geography().of(journal);
    InstitutionSite site =
        new InstitutionSite(
            almanac,
            places,
            journal.name(),
            menu(
                places.language(),
                List.of("Home/首页", "About/期刊介绍", "Volumes/过刊浏览"),
                List.of(places.home(), places.about(), places.volumes())));
    site.front(journal.name(), List.of(journal.editor()));
    new JournalPages(almanac, journal, site.site, site.resources).write();
    return site.resources;
  }

  static List<Resource> agency(Almanac almanac, Agency agency) {
    InstitutionPlaces places = almanac.geography().of(agency);
    InstitutionSite site =
        new InstitutionSite(
            almanac,
            places,
            agency.name(),
            menu(
                places.language(),
                List.of("Home/首页", "Statistics/统计数据", "Places/行政区划", "Notices/通知公告"),
                List.of(places.home(), places.statistics(), places.cities(1), places.notices())));
    site.stated(site.page(places.home(), agency.name().text()));
    site.plain(
        places.statistics(),
        "Statistics/统计数据",
        List.of(site.anchor("Figures by province/分省数据", places.dataset())));
    site.plain(
        places.dataset(),
        "Figures by province/分省数据",
        List.of(
            site.anchor("Industrial production (CSV)/工业产量（CSV）", places.production()),
            site.anchor("Installed capacity (XLSX)/装机容量（XLSX）", places.capacity())));
    site.resources.add(StatisticsTable.production(almanac, agency));
    site.resources.add(CapacityWorkbook.of(almanac, agency));
    site.cities(agency);
    site.notices(agency);
    return site.resources;
  }

  /// The home page, the page about it, who runs it and who they are.
  private void front(Name name, List<Name> people) {
    PageWriter home = page(places.home(), name.text());
    home.paragraph(filler.paragraph(3));
    stated(home);
    PageWriter about = page(places.about(), language.either("About", "概况"));
    about.paragraph(filler.paragraph(3));
    about.list(List.of(anchor("Who runs it/领导与编委", places.governance())));
    stated(about);
    PageWriter governance = page(places.governance(), language.either("Who runs it", "领导与编委"));
    governance.list(
        people.stream()
            .map(person -> new Anchor(person.text(), places.profile(person).url()))
            .toList());
    stated(governance);
    for (Name person : people) {
      stated(page(places.profile(person), person.text()));
    }
  }

  private void staff(University university) {
    int size = InstitutionPlaces.STAFF_PER_PAGE;
    int pages = (university.staff().size() + size - 1) / size;
    for (int number = 1; number <= pages; number++) {
      PageWriter page = page(places.staff(number), language.either("Staff", "师资队伍"));
      List<List<String>> rows = new ArrayList<>();
      int from = (number - 1) * size;
      List<Name> some =
          university.staff().subList(from, Math.min(from + size, university.staff().size()));
      for (Name person : some) {
        Fact office =
            almanac.facts().at(places.staff(number), person.text(), Relation.OFFICE, Map.of());
        Fact employer =
            almanac.facts().at(places.staff(number), person.text(), Relation.WORKS_AT, Map.of());
        rows.add(List.of(person.text(), person.english(), employer.value(), office.value()));
      }
      page.table(
          language.either(
              List.of("Name", "Latin spelling", "Employer", "Office"),
              List.of("姓名", "英文名", "单位", "办公室")),
          rows);
      paged(page, number, pages, places::staff);
      resources.add(page.page());
    }
  }

  private void cities(Agency agency) {
    int size = InstitutionPlaces.CITIES_PER_PAGE;
    int pages = (agency.cities().size() + size - 1) / size;
    for (int number = 1; number <= pages; number++) {
      PageWriter page = page(places.cities(number), language.either("Places", "行政区划"));
      paged(page, number, pages, places::cities);
      stated(page);
    }
  }

  private void notices(Agency agency) {
    plain(
        places.notices(),
        "Notices/通知公告",
        agency.programmes().stream()
            .map(
                programme ->
                    new Anchor(
                        language.either(
                            "Call: " + programme.text(), "关于" + programme.text() + "的通知"),
                        places.notice(programme).url()))
            .toList());
    for (Name programme : agency.programmes()) {
      resources.add(NoticeDocument.of(almanac, agency, programme));
    }
  }

  private void paged(PageWriter page, int number, int pages, IntFunction<Place> list) {
    if (number > 1) {
      page.pager(anchor("Previous/上一页", list.apply(number - 1)), "prev");
    }
    if (number < pages) {
      page.pager(anchor("Next/下一页", list.apply(number + 1)), "next");
    }
  }

  private void plain(Place place, String title, List<Anchor> anchors) {
    PageWriter page = page(place, in(language, title));
    page.paragraph(filler.paragraph(2));
    page.list(anchors);
    resources.add(page.page());
  }

  /// Adds what the page states, and the page.
  private void stated(PageWriter page) {
    almanac.sentences(page.place()).forEach(page::paragraph);
    resources.add(page.page());
  }

  private PageWriter page(Place place, String title) {
    return new PageWriter(site, place, title);
  }

  private Anchor anchor(String words, Place place) {
    return new Anchor(in(language, words), place.url());
  }

  private static List<Anchor> menu(Language language, List<String> words, List<Place> places) {
    List<Anchor> menu = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      menu.add(new Anchor(in(language, words.get(i)), places.get(i).url()));
    }
    return menu;
  }

  private static String in(Language language, String pair) {
    int slash = pair.indexOf('/');
    return language.either(pair.substring(0, slash), pair.substring(slash + 1));
  }
}
