package io.deepsearch4j.practice;

/// What a fact says of its subject.
public enum Relation {
  ALSO_KNOWN_AS(AnswerType.NAME),
  FOUNDED(AnswerType.YEAR),
  HEADQUARTERS(AnswerType.NAME),
  CHIEF_EXECUTIVE(AnswerType.NAME),
  FINANCE_CHIEF(AnswerType.NAME),
  MAIN_SUPPLIER(AnswerType.NAME),
  MADE_BY(AnswerType.NAME),
  LAUNCHED(AnswerType.YEAR),
  ACQUIRED_BY(AnswerType.NAME),
  ACQUIRED_ON(AnswerType.DATE),
  ACQUISITION_PRICE(AnswerType.NUMBER),
  REVENUE(AnswerType.NUMBER),
  SEGMENT_REVENUE(AnswerType.NUMBER),
  MARKET_REVENUE(AnswerType.NUMBER),
  NET_INCOME(AnswerType.NUMBER),
  RESEARCH_SPENDING(AnswerType.NUMBER),
  EMPLOYEES(AnswerType.NUMBER),
  PLANT_EMPLOYEES(AnswerType.NUMBER),
  ORDER_BACKLOG(AnswerType.NUMBER),
  INVESTMENT_TARGET(AnswerType.NUMBER),
  MEETING_DATE(AnswerType.DATE),
  BORN(AnswerType.YEAR),
  STUDIED_AT(AnswerType.NAME),
  HOME_TOWN(AnswerType.NAME),
  RECTOR(AnswerType.NAME),
  ENROLMENT(AnswerType.NUMBER),
  OFFICE(AnswerType.CODE),
  WORKS_AT(AnswerType.NAME),
  PUBLISHED_BY(AnswerType.NAME),
  ISSN(AnswerType.CODE),
  EDITOR(AnswerType.NAME),
  APPEARED_IN(AnswerType.NAME),
  FIRST_AUTHOR(AnswerType.NAME),
  VOLUME(AnswerType.NUMBER),
  PAGES(AnswerType.CODE),
  IDENTIFIER(AnswerType.CODE),
  CITES(AnswerType.NAME),
  CITATIONS(AnswerType.NUMBER),
  IN_REGION(AnswerType.NAME),
  PRODUCTION(AnswerType.NUMBER),
  CAPACITY(AnswerType.NUMBER),
  DEADLINE(AnswerType.DATE),
  PROGRAMME_BUDGET(AnswerType.NUMBER);

  private final AnswerType answers;

  Relation(AnswerType answers) {
    this.answers = answers;
  }

  /// The kind of value it has.
  public AnswerType answers() {
    return answers;
  }
}
