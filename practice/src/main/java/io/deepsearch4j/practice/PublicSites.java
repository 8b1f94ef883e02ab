package io.deepsearch4j.practice;

import io.deepsearch4j.practice.Site.Anchor;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes the news in two languages and the directory of all organisations.
final class PublicSites {
  private static final int STORIES_PER_PAGE = 6;

  private final Almanac almanac;
  private final List<Resource> resources = new ArrayList<>();

  PublicSites(Almanac almanac) {
    this.almanac = almanac;
  }

  List<Resource> resources() {
    news(Language.ENGLISH);
    news(Language.CHINESE);
    directory();
    return resources;
  }

  private void news(Language language) {
    InstitutionPlaces places = almanac.geography().news(language);
    Site site =
        Site.utf8(
            language.either("The Practice Courier", "演练日报"),
            language,
            List.of(
                new Anchor(language.either("Front page", "首页"), places.home().url()),
                new Anchor(language.either("Archive", "往期"), places.archive(1).url())));
    Chance days = Chance.of(almanac.seed(), "story days " + language.tag());
    List<Anchor> stories = new ArrayList<>();
    for (Map.Entry<URI, List<Fact>> told : stories(places).entrySet()) {
      Fact first = told.getValue().getFirst();
      String headline = almanac.wording().sentence(first, language);
      PageWriter page = new PageWriter(site, new Place(told.getKey(), true, language), headline);
      page.published(published(told.getValue(), days));
      told.getValue().forEach(fact -> page.paragraph(almanac.wording().sentence(fact, language)));
      page.paragraph(almanac.filler("story " + told.getKey().getPath(), language).paragraph(3));
      page.list(subjects(told.getValue(), language));
      resources.add(page.page());
      stories.add(new Anchor(headline, told.getKey()));
    }
    PageWriter home = new PageWriter(site, places.home(), site.title());
    home.list(stories.subList(0, Math.min(4, stories.size())));
    resources.add(home.page());
    archive(site, places, stories);
  }

  /// The day of what a story tells, or any day where it tells of none.
  private static String published(List<Fact> told, Chance days) {
    return told.stream()
        .filter(fact -> fact.relation() == Relation.ACQUIRED_ON)
        .map(Fact::value)
        .findFirst()
        .orElseGet(() -> LocalDate.of(2015, 1, 1).plusDays(days.between(0, 3400)).toString());
  }

  private Map<URI, List<Fact>> stories(InstitutionPlaces places) {
    Map<URI, List<Fact>> stories = new LinkedHashMap<>();
    for (Fact fact : almanac.facts().all()) {
      if (fact.url().getHost().equals(places.home().url().getHost())) {
        stories.computeIfAbsent(fact.url(), _ -> new ArrayList<>()).add(fact);
      }
    }
    return stories;
  }

  /// The home pages of the companies a story names.
  private List<Anchor> subjects(List<Fact> facts, Language language) {
    return almanac.world().companies().stream()
        .filter(
            company ->
                facts.stream()
                    .anyMatch(
                        fact ->
                            fact.subject().equals(company.name().text())
                                || fact.value().equals(company.name().text())))
        .map(
            company ->
                new Anchor(
                    company.name().in(language), almanac.geography().of(company).home().url()))
        .toList();
  }

  private void archive(Site site, InstitutionPlaces places, List<Anchor> stories) {
    int pages = (stories.size() + STORIES_PER_PAGE - 1) / STORIES_PER_PAGE;
    for (int number = 1; number <= pages; number++) {
      PageWriter page =
          new PageWriter(site, places.archive(number), site.language().either("Archive", "往期"));
      int from = (number - 1) * STORIES_PER_PAGE;
      page.list(stories.subList(from, Math.min(from + STORIES_PER_PAGE, stories.size())));
      if (number < pages) {
        page.pager(
            new Anchor(site.language().either("Next", "下一页"), places.archive(number + 1).url()),
            "next");
      }
      resources.add(page.page());
    }
  }

  private void directory() {
    InstitutionPlaces places = almanac.geography().directory();
    Site site =
        Site.utf8(
            "Directory of Organisations",
            Language.ENGLISH,
            List.of(new Anchor("Home", places.home().url())));
    World world = almanac.world();
    Map<Name, URI> homes = new LinkedHashMap<>();
    world.companies().forEach(it -> homes.put(it.name(), almanac.geography().of(it).home().url()));
    world
        .universities()
        .forEach(it -> homes.put(it.name(), almanac.geography().of(it).home().url()));
    world.journals().forEach(it -> homes.put(it.name(), almanac.geography().of(it).home().url()));
    world.agencies().forEach(it -> homes.put(it.name(), almanac.geography().of(it).home().url()));
    List<Anchor> entries = new ArrayList<>();
    homes.forEach(
        (name, home) -> {
          Place place = places.entry(name);
          PageWriter page = new PageWriter(site, place, name.english());
          almanac.sentences(place).forEach(page::paragraph);
          page.paragraph("Web site: ", new Anchor(name.english(), home), "");
          resources.add(page.page());
          entries.add(new Anchor(name.english(), place.url()));
        });
    PageWriter home = new PageWriter(site, places.home(), site.title());
    home.list(entries);
    resources.add(home.page());
  }
}
