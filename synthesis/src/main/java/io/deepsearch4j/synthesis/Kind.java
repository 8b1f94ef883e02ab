package io.deepsearch4j.synthesis;

import io.deepsearch4j.practice.Relation;

/// What sort of thing a relation is about, as far as finding it goes.
enum Kind {
  /// Companies, universities, journals, agencies: they have sites of their own.
  ORGANISATION,
  /// Products and works that were bought: search knows their names.
  PRODUCT,
  /// Those who run something.
  PERSON,
  /// Those who work at a university.
  STAFF,
  PAPER,
  CITY,
  REGION,
  PROGRAMME;

  static Kind of(Relation relation) {
    return switch (relation) {
      case ALSO_KNOWN_AS,
          FOUNDED,
          HEADQUARTERS,
          CHIEF_EXECUTIVE,
          FINANCE_CHIEF,
          MAIN_SUPPLIER,
          REVENUE,
          SEGMENT_REVENUE,
          MARKET_REVENUE,
          NET_INCOME,
          RESEARCH_SPENDING,
          EMPLOYEES,
          PLANT_EMPLOYEES,
          ORDER_BACKLOG,
          INVESTMENT_TARGET,
          MEETING_DATE,
          RECTOR,
          ENROLMENT,
          PUBLISHED_BY,
          ISSN,
          EDITOR ->
          ORGANISATION;
      case MADE_BY, LAUNCHED, ACQUIRED_BY, ACQUIRED_ON, ACQUISITION_PRICE -> PRODUCT;
      case BORN, STUDIED_AT, HOME_TOWN -> PERSON;
      case OFFICE, WORKS_AT -> STAFF;
      case APPEARED_IN, FIRST_AUTHOR, VOLUME, PAGES, IDENTIFIER, CITES, CITATIONS -> PAPER;
      case IN_REGION -> CITY;
      case PRODUCTION, CAPACITY -> REGION;
      case DEADLINE, PROGRAMME_BUDGET -> PROGRAMME;
    };
  }

  /// Whether such things stand in lists on sites that are not their own.
  boolean isListed() {
    return this != ORGANISATION;
  }

  /// Whether search finds such a thing by its name.
  boolean isIndexed() {
    return this == ORGANISATION || this == PRODUCT || this == PERSON;
  }
}
