package io.deepsearch4j.practice;

import io.deepsearch4j.practice.World.Company;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes up what is true of the companies and decides where they say so.
final class CompanyFacts {
  /// The sheet that holds the revenue by segment, and that of the other figures.
  static final String SEGMENTS_SHEET = "Segments";

  static final String INCOME_SHEET = "Income";

  /// How many years one workbook or report looks back, its own included.
  static final int LOOKING_BACK = 3;

  private final World world;
  private final Geography geography;
  private final Ledger ledger;
  private final Chance chance;
  private final FigureSource figures;

  CompanyFacts(World world, Geography geography, Ledger ledger, Chance chance) {
    this.world = world;
    this.geography = geography;
    this.ledger = ledger;
    this.chance = chance;
    figures = new FigureSource(chance);
  }

  void state() {
    int story = 0;
    for (Company company : world.companies()) {
      CompanyPlaces places = geography.of(company);
      profile(company, places);
      people(company, places);
      story = stories(company, places, story);
      figures(company, places);
    }
  }

  private void profile(Company company, CompanyPlaces places) {
    String name = company.name().text();
    Place entry = geography.directory().entry(company.name());
    String founded = Integer.toString(chance.between(1921, 2008));
    for (Place place : List.of(places.home(), places.about(), entry)) {
      ledger.state(place, name, Relation.FOUNDED, founded);
      ledger.state(place, name, Relation.HEADQUARTERS, company.city().name().text());
      ledger.alias(place, company.name());
    }
    for (Name product : company.products()) {
      ledger.state(places.products(), product.text(), Relation.MADE_BY, name);
      ledger.alias(places.products(), product);
      ledger.state(
          places.product(product),
          product.text(),
          Relation.LAUNCHED,
          Integer.toString(chance.between(2009, 2023)));
    }
    List<Company> others =
        world.companies().stream()
            .filter(other -> !other.equals(company) && other.language() == company.language())
            .toList();
    ledger.state(
        places.partners(), name, Relation.MAIN_SUPPLIER, chance.pick(others).name().text());
  }

  private void people(Company company, CompanyPlaces places) {
    String name = company.name().text();
    ledger.state(places.management(), name, Relation.CHIEF_EXECUTIVE, company.chief().text());
    ledger.state(places.management(), name, Relation.FINANCE_CHIEF, company.treasurer().text());
    for (Name person : List.of(company.chief(), company.treasurer())) {
      PersonFacts.state(ledger, chance, world, places.profile(person), person);
    }
  }

  private int stories(Company company, CompanyPlaces places, int before) {
    int story = before;
    InstitutionPlaces news = geography.news(company.language());
    ledger.state(
        news.story(++story),
        company.name().text(),
        Relation.CHIEF_EXECUTIVE,
        company.chief().text());
    for (int i = 0; i < company.targets().size(); i++) {
      Name target = company.targets().get(i);
      LocalDate day = LocalDate.of(2015, 1, 1).plusDays(chance.between(0, 3400));
      Place place = news.story(++story);
      ledger.state(place, target.text(), Relation.ACQUIRED_BY, company.name().text());
      ledger.state(place, target.text(), Relation.ACQUIRED_ON, day.toString());
      ledger.alias(place, target);
      ledger.state(
          places.item(CompanySite.takeoverItem(i)),
          "",
          target.text(),
          Relation.ACQUISITION_PRICE,
          Map.of(),
          figures.money(company.language(), 20, 900),
          FigureSource.moneyUnit(company.language()));
    }
    return story;
  }

  private void figures(Company company, CompanyPlaces places) {
    Language language = company.language();
    String name = company.name().text();
    Map<Integer, BigDecimal> totals = new LinkedHashMap<>();
    for (Name segment : company.segments()) {
      int row = company.segments().indexOf(segment);
      figures
          .series(World.YEARS, () -> figures.cell(language, 90, 2900))
          .forEach(
              (year, value) -> {
                totals.merge(year, new BigDecimal(value), BigDecimal::add);
                Map<String, String> where =
                    Map.of("segment", segment.text(), "year", Integer.toString(year));
                inWorkbooks(
                    places, SEGMENTS_SHEET, row, Relation.SEGMENT_REVENUE, where, year, value);
              });
    }
    totals.forEach(
        (year, total) ->
            inWorkbooks(
                places,
                SEGMENTS_SHEET,
                company.segments().size(),
                Relation.REVENUE,
                Map.of("year", Integer.toString(year)),
                year,
                total.stripTrailingZeros().toPlainString()));
    ledger.state(
        places.slides(World.YEARS.getLast()),
        "slide 3",
        name,
        Relation.INVESTMENT_TARGET,
        Map.of("year", Integer.toString(World.YEARS.getLast() + 1)),
        figures.money(language, 40, 990),
        FigureSource.moneyUnit(language));
    income(company, places, Relation.NET_INCOME, 0, 10, 400);
    income(company, places, Relation.RESEARCH_SPENDING, 1, 5, 120);
    for (int year : World.YEARS) {
      annual(company, places, year);
    }
  }

  private void income(
      Company company, CompanyPlaces places, Relation relation, int row, int low, int high) {
    for (int year : World.YEARS) {
      inWorkbooks(
          places,
          INCOME_SHEET,
          row,
          relation,
          Map.of("year", Integer.toString(year)),
          year,
          figures.cell(company.language(), low, high));
    }
  }

  /// States a figure in every workbook that looks back on its year.
  private void inWorkbooks(
      CompanyPlaces places,
      String sheet,
      int row,
      Relation relation,
      Map<String, String> qualifiers,
      int year,
      String value) {
    for (int reported : reportsCovering(year)) {
      ledger.state(
          places.figures(reported),
          sheet + "!" + FiguresWorkbook.cell(row, reported, year),
          places.company().name().text(),
          relation,
          qualifiers,
          value,
          FigureSource.cellUnit(places.company().language()));
    }
  }

  private void annual(Company company, CompanyPlaces places, int year) {
    String name = company.name().text();
    Language language = company.language();
    Map<String, String> inYear = Map.of("year", Integer.toString(year));
    Place report = places.annualReport(year);
    ledger.state(
        report,
        AnnualReport.title(AnnualReport.Section.ORDERS, language),
        name,
        Relation.ORDER_BACKLOG,
        inYear,
        figures.money(language, 300, 8000),
        FigureSource.moneyUnit(language));
    BigDecimal people = BigDecimal.ZERO;
    for (Name plant : company.plants()) {
      int staff = chance.between(41, 1890);
      people = people.add(BigDecimal.valueOf(staff));
      ledger.state(
          report,
          AnnualReport.title(AnnualReport.Section.PLANTS, language),
          name,
          Relation.PLANT_EMPLOYEES,
          Map.of("plant", plant.text(), "year", Integer.toString(year)),
          Integer.toString(staff),
          "");
    }
    ledger.state(
        report,
        AnnualReport.title(AnnualReport.Section.PEOPLE, language),
        name,
        Relation.EMPLOYEES,
        inYear,
        people.toPlainString(),
        "");
    for (Name market : company.markets()) {
      ledger.state(
          places.markets(year),
          market.text(),
          name,
          Relation.MARKET_REVENUE,
          Map.of("market", market.text(), "year", Integer.toString(year)),
          figures.cell(language, 50, 1900),
          FigureSource.cellUnit(language));
    }
    ledger.state(
        places.report(year),
        "",
        name,
        Relation.MEETING_DATE,
        inYear,
        LocalDate.of(year + 1, 3, 1).plusDays(chance.between(0, 110)).toString(),
        "");
  }

  /// The years whose reports state the figures of a year.
  static List<Integer> reportsCovering(int year) {
    return World.YEARS.stream()
        .filter(reported -> reported >= year && reported < year + LOOKING_BACK)
        .toList();
  }
}
