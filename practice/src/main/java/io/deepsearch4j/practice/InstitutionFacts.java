package io.deepsearch4j.practice;

import io.deepsearch4j.practice.World.Agency;
import io.deepsearch4j.practice.World.Journal;
import io.deepsearch4j.practice.World.Paper;
import io.deepsearch4j.practice.World.University;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Makes up what is true of universities, journals and agencies and decides where they say so.
final class InstitutionFacts {
  private final World world;
  private final Geography geography;
  private final Ledger ledger;
  private final Chance chance;
  private final FigureSource figures;

  InstitutionFacts(World world, Geography geography, Ledger ledger, Chance chance) {
    this.world = world;
    this.geography = geography;
    this.ledger = ledger;
    this.chance = chance;
    figures = new FigureSource(chance);
  }

  void state() {
    world.universities().forEach(this::university);
    world.journals().forEach(this::journal);
    world.agencies().forEach(this::agency);
  }

  private void university(University university) {
    InstitutionPlaces places = geography.of(university);
    String name = university.name().text();
    String founded = Integer.toString(chance.between(1724, 1968));
    for (Place place : List.of(places.home(), geography.directory().entry(university.name()))) {
      ledger.state(place, name, Relation.FOUNDED, founded);
      ledger.state(place, name, Relation.HEADQUARTERS, university.city().name().text());
      ledger.alias(place, university.name());
    }
    ledger.state(places.governance(), name, Relation.RECTOR, university.rector().text());
    PersonFacts.state(
        ledger, chance, world, places.profile(university.rector()), university.rector());
    for (int i = 0; i < university.staff().size(); i++) {
      Name person = university.staff().get(i);
      Place place = places.staff(i / InstitutionPlaces.STAFF_PER_PAGE + 1);
      ledger.state(place, person.text(), Relation.WORKS_AT, name);
      ledger.state(
          place,
          person.text(),
          Relation.OFFICE,
          chance.pick(List.of("A", "B", "C", "D")) + " " + chance.between(101, 599));
      ledger.alias(place, person);
    }
    for (int i = 0; i < World.YEARS.size(); i++) {
      ledger.state(
          places.enrolment(),
          "line " + (i + 2),
          name,
          Relation.ENROLMENT,
          Map.of("year", World.YEARS.get(i).toString()),
          Integer.toString(chance.between(8_011, 61_999)),
          "");
    }
  }

  private void journal(Journal journal) {
    InstitutionPlaces places = geography.of(journal);
    String name = journal.name().text();
    for (Place place : List.of(places.home(), geography.directory().entry(journal.name()))) {
      ledger.state(place, name, Relation.PUBLISHED_BY, journal.publisher().name().text());
      ledger.alias(place, journal.name());
    }
    ledger.state(
        places.about(),
        name,
        Relation.ISSN,
        String.format(
            Locale.ROOT, "%04d-%04d", chance.between(1000, 9999), chance.between(1000, 9999)));
    ledger.state(places.governance(), name, Relation.EDITOR, journal.editor().text());
    PersonFacts.state(ledger, chance, world, places.profile(journal.editor()), journal.editor());
    int page = chance.between(1, 9);
    List<Paper> earlier = new ArrayList<>();
    int volume = 1;
    for (Paper paper : journal.papers()) {
      if (paper.volume() != volume) {
        page = chance.between(1, 9);
        volume = paper.volume();
      }
      int last = page + chance.between(7, 31);
      paper(journal, places, paper, page + "–" + last, earlier);
      page = last + 1;
      earlier.add(paper);
    }
  }

  private void paper(
      Journal journal, InstitutionPlaces places, Paper paper, String pages, List<Paper> earlier) {
    String title = paper.title().text();
    Place place = places.paper(paper.suffix());
    ledger.state(place, title, Relation.APPEARED_IN, journal.name().text());
    ledger.state(place, title, Relation.FIRST_AUTHOR, paper.authors().getFirst().text());
    ledger.state(place, title, Relation.VOLUME, Integer.toString(paper.volume()));
    ledger.state(place, title, Relation.PAGES, pages);
    ledger.state(place, title, Relation.IDENTIFIER, "10.5555/" + paper.suffix());
    ledger.alias(place, paper.title());
    for (Paper cited : chance.some(earlier, 3)) {
      ledger.state(place, title, Relation.CITES, cited.title().text());
    }
    for (int year : List.of(2023, 2024)) {
      ledger.state(
          places.metrics(paper.suffix()),
          "",
          title,
          Relation.CITATIONS,
          Map.of("as of", LocalDate.of(year, 12, 31).toString()),
          Integer.toString(chance.between(year == 2023 ? 11 : 400, year == 2023 ? 390 : 900)),
          "");
    }
  }

  private void agency(Agency agency) {
    InstitutionPlaces places = geography.of(agency);
    String name = agency.name().text();
    for (Place place : List.of(places.home(), geography.directory().entry(agency.name()))) {
      ledger.state(place, name, Relation.HEADQUARTERS, agency.city().name().text());
      ledger.alias(place, agency.name());
    }
    for (int i = 0; i < agency.cities().size(); i++) {
      World.City city = agency.cities().get(i);
      Place place = places.cities(i / InstitutionPlaces.CITIES_PER_PAGE + 1);
      ledger.state(place, city.name().text(), Relation.IN_REGION, city.region().text());
      ledger.alias(place, city.name());
      ledger.alias(place, city.region());
    }
    statistics(agency, places);
    for (Name programme : agency.programmes()) {
      Place place = places.notice(programme);
      LocalDate day = LocalDate.of(2024, 5, 1).plusDays(chance.between(0, 500));
      ledger.state(place, programme.text(), Relation.DEADLINE, day.toString());
      ledger.state(
          place,
          "",
          programme.text(),
          Relation.PROGRAMME_BUDGET,
          Map.of(),
          figures.money(agency.language(), 15, 600),
          FigureSource.moneyUnit(agency.language()));
      ledger.alias(place, programme);
    }
  }

  private void statistics(Agency agency, InstitutionPlaces places) {
    int line = 2;
    for (int row = 0; row < agency.regions().size(); row++) {
      Name region = agency.regions().get(row);
      for (int i = 0; i < World.YEARS.size(); i++) {
        Map<String, String> inYear = Map.of("year", World.YEARS.get(i).toString());
        ledger.state(
            places.production(),
            "line " + line++,
            region.text(),
            Relation.PRODUCTION,
            inYear,
            Integer.toString(chance.between(1_101, 98_999)),
            agency.language().either("tonnes", "吨"));
        ledger.state(
            places.capacity(),
            CapacityWorkbook.SHEET + "!" + CapacityWorkbook.cell(row, i),
            region.text(),
            Relation.CAPACITY,
            inYear,
            Integer.toString(chance.between(211, 9_899)),
            agency.language().either("megawatts", "兆瓦"));
      }
    }
  }
}
