package io.deepsearch4j.practice;

import io.deepsearch4j.practice.Site.Anchor;
import io.deepsearch4j.practice.World.Company;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/// Writes the site of a company: what search finds at the top, and reports and figures a few clicks
/// below it.
final class CompanySite {
  private static final int ITEMS = 24;
  private static final int ITEMS_PER_PAGE = 8;

  private final Almanac almanac;
  private final Company company;
  private final CompanyPlaces places;
  private final Language language;
  private final Site site;
  private final Filler filler;
  private final List<Resource> resources = new ArrayList<>();

  CompanySite(Almanac almanac, Company company, Charset charset) {
    this.almanac = almanac;
    this.company = company;
    places = almanac.geography().of(company);
    language = company.language();
    filler = almanac.filler("site " + company.site(), language);
    site =
        new Site(
            company.name().text(),
            language,
            charset,
            List.of(
                anchor("Home", "首页", places.home()),
                anchor("About us", "关于我们", places.about()),
                anchor("Products", "产品中心", places.products()),
                anchor("News", "新闻中心", places.news(1)),
                anchor("Investors", "投资者关系", places.investors())));
  }

  /// The item of the press list that tells of a takeover; never on the first page of the list.
  static int takeoverItem(int index) {
    return 2 + 5 * index;
  }

  List<Resource> resources() {
    overview();
    people();
    products();
    news();
    new InvestorPages(almanac, company, site, filler, resources).write();
    return resources;
  }

  private void overview() {
    PageWriter home = page(places.home(), company.name().text());
    home.paragraph(filler.paragraph(3));
    stated(home, places.home());
    home.unfollowed(
        new Anchor(language.either("Partner portal", "合作伙伴门户"), places.url("/portal/login")));
    home.paragraph(
        "",
        new Anchor(
            language.either("Directory entry", "名录条目"),
            almanac.geography().directory().entry(company.name()).url()),
        "");
    add(home);
    PageWriter about = page(places.about(), language.either("About us", "关于我们"));
    stated(about, places.about());
    about.paragraph(filler.paragraph(4));
    about.list(
        List.of(
            anchor("Management", "管理层", places.management()),
            anchor("Partners and suppliers", "合作伙伴与供应商", places.partners())));
    add(about);
    PageWriter partners =
        page(places.partners(), language.either("Partners and suppliers", "合作伙伴与供应商"));
    partners.paragraph(filler.paragraph(2));
    stated(partners, places.partners());
    add(partners);
  }

  private void people() {
    PageWriter management = page(places.management(), language.either("Management", "管理层"));
    stated(management, places.management());
    List<Name> persons = List.of(company.chief(), company.treasurer());
    management.list(
        persons.stream()
            .map(person -> new Anchor(person.text(), places.profile(person).url()))
            .toList());
    add(management);
    for (Name person : persons) {
      PageWriter profile = page(places.profile(person), person.text());
      stated(profile, places.profile(person));
      profile.paragraph(filler.paragraph(2));
      add(profile);
    }
  }

  private void products() {
    PageWriter overview = page(places.products(), language.either("Products", "产品中心"));
    stated(overview, places.products());
    overview.list(
        company.products().stream()
            .map(product -> new Anchor(product.text(), places.product(product).url()))
            .toList());
    add(overview);
    for (Name product : company.products()) {
      PageWriter page = page(places.product(product), product.text());
      page.paragraph(filler.paragraph(2));
      stated(page, places.product(product));
      add(page);
    }
  }

  private void news() {
    int pages = ITEMS / ITEMS_PER_PAGE;
    for (int number = 1; number <= pages; number++) {
      PageWriter list = page(places.news(number), language.either("News", "新闻中心"));
      List<Anchor> anchors = new ArrayList<>();
      int newest = ITEMS - (number - 1) * ITEMS_PER_PAGE;
      for (int item = newest; item > newest - ITEMS_PER_PAGE; item--) {
        anchors.add(new Anchor(headline(item), places.item(item).url()));
      }
      list.list(anchors);
      if (number > 1) {
        list.pager(anchor("Newer", "上一页", places.news(number - 1)), "prev");
      }
      if (number < pages) {
        list.pager(anchor("Next", "下一页", places.news(number + 1)), "next");
      }
      add(list);
    }
    for (int item = 1; item <= ITEMS; item++) {
      PageWriter page = page(places.item(item), headline(item));
      stated(page, places.item(item));
      page.paragraph(filler.paragraph(3));
      add(page);
    }
  }

  private String headline(int item) {
    for (int i = 0; i < company.targets().size(); i++) {
      if (takeoverItem(i) == item) {
        String target = company.targets().get(i).text();
        return language.either("Takeover of " + target, "收购" + target);
      }
    }
    return almanac.filler(company.site() + item, language).headline();
  }

  private void stated(PageWriter page, Place place) {
    almanac.sentences(place).forEach(page::paragraph);
  }

  private PageWriter page(Place place, String title) {
    return new PageWriter(site, place, title);
  }

  private void add(PageWriter page) {
    resources.add(page.page());
  }

  private Anchor anchor(String english, String chinese, Place place) {
    return new Anchor(language.either(english, chinese), place.url());
  }
}
