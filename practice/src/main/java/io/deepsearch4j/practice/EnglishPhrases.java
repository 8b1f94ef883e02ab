package io.deepsearch4j.practice;

import java.util.List;

/// Every relation in English.
final class EnglishPhrases {
  private EnglishPhrases() {}

  static Phrases of(Relation relation) {
    return switch (relation) {
      case ALSO_KNOWN_AS ->
          value(List.of("{s} is known in English as {v}."), "What is {s} called in English?");
      case FOUNDED ->
          value(
              List.of(
                  "{s} was founded in {v}.",
                  "The history of {s} began in {v}.",
                  "Since its foundation in {v}, {s} has stayed independent."),
              "In which year was {s} founded?",
              "When was {s} established (year)?");
      case HEADQUARTERS ->
          name(
              List.of(
                  "{s} is based in {v}.",
                  "The head office of {s} is in {v}.",
                  "{s} has its seat in {v}."),
              "the city where {s} is based",
              "In which city is {s} based?",
              "Where is the head office of {s}?");
      case CHIEF_EXECUTIVE ->
          name(
              List.of(
                  "{v} is the chief executive of {s}.",
                  "{s} is led by {v} as chief executive officer."),
              "the chief executive of {s}",
              "Who is the chief executive of {s}?",
              "Name the CEO of {s}.");
      case FINANCE_CHIEF ->
          name(
              List.of(
                  "{v} is the chief financial officer of {s}.",
                  "Finance at {s} is in the hands of {v}, chief financial officer."),
              "the chief financial officer of {s}",
              "Who is the chief financial officer of {s}?",
              "Name the CFO of {s}.");
      case MAIN_SUPPLIER ->
          name(
              List.of(
                  "The main supplier of {s} is {v}.",
                  "{s} buys most of its components from {v}, its main supplier."),
              "the main supplier of {s}",
              "Which company is the main supplier of {s}?");
      case MADE_BY ->
          name(
              List.of("{s} is made by {v}.", "{v} makes {s}."),
              "the company that makes {s}",
              "Which company makes {s}?",
              "Who is the manufacturer of {s}?");
      case LAUNCHED ->
          value(
              List.of("{s} came to market in {v}.", "{s} was launched in {v}."),
              "In which year was {s} launched?");
      case ACQUIRED_BY ->
          name(
              List.of("{v} has acquired {s}.", "{s} was taken over by {v}."),
              "the company that acquired {s}",
              "Which company acquired {s}?",
              "By whom was {s} taken over?");
      case ACQUIRED_ON ->
          value(
              List.of("The purchase of {s} was completed on {v}.", "{s} changed hands on {v}."),
              "On which day was the acquisition of {s} completed?");
      case ACQUISITION_PRICE ->
          value(
              List.of("The price paid for {s} was {v}.", "{s} was bought for {v}."),
              "What was the price paid for {s}?",
              "How much was paid to acquire {s}?");
      case REVENUE ->
          value(
              List.of("Revenue of {s} in {year} was {v}."),
              "What was the revenue of {s} in {year}?");
      case SEGMENT_REVENUE ->
          value(
              List.of("In {year} the {segment} segment of {s} had revenue of {v}."),
              "What was the revenue of the {segment} segment of {s} in {year}?",
              "How much revenue did {s} report for its {segment} segment in {year}?");
      case MARKET_REVENUE ->
          value(
              List.of("In {year} sales of {s} in {market} were {v}."),
              "What were the sales of {s} in {market} in {year}?",
              "How much did {s} sell in {market} in {year}?");
      case NET_INCOME ->
          value(
              List.of("Net income of {s} in {year} was {v}."),
              "What was the net income of {s} in {year}?",
              "How high was net income in {year} at {s}?");
      case RESEARCH_SPENDING ->
          value(
              List.of("In {year} {s} spent {v} on research."),
              "How much did {s} spend on research and development in {year}?");
      case EMPLOYEES ->
          value(
              List.of(
                  "At the end of {year}, {s} had {v} employees.",
                  "At the close of {year} the headcount of {s} stood at {v}."),
              "How many employees did {s} have at the end of {year}?",
              "What was the headcount of {s} at the end of {year}?");
      case PLANT_EMPLOYEES ->
          value(
              List.of("At the end of {year}, {v} people worked at the {plant} of {s}."),
              "How many people worked at the {plant} of {s} at the end of {year}?");
      case ORDER_BACKLOG ->
          value(
              List.of(
                  "The order backlog of {s} at the end of {year} was {v}.",
                  "At the end of {year}, orders in hand at {s} came to {v}."),
              "What was the order backlog of {s} at the end of {year}?");
      case INVESTMENT_TARGET ->
          value(
              List.of("For {year} {s} plans to invest {v}."),
              "How much does {s} plan to invest in {year}?");
      case MEETING_DATE ->
          value(
              List.of("The annual general meeting on the {year} accounts of {s} was held on {v}."),
              "On which day was the annual general meeting on the {year} accounts of {s} held?");
      case BORN ->
          value(
              List.of("{s} was born in {v}."),
              "In which year was {s} born?",
              "What is the birth year of {s}?");
      case STUDIED_AT ->
          name(
              List.of("{s} studied at {v}.", "{s} took a degree at {v}."),
              "the university where {s} studied",
              "At which university did {s} study?");
      case HOME_TOWN ->
          name(
              List.of("{s} grew up in {v}."),
              "the city where {s} grew up",
              "In which city did {s} grow up?");
      case RECTOR ->
          name(
              List.of("{v} is the rector of {s}."),
              "the rector of {s}",
              "Who is the rector of {s}?");
      case ENROLMENT ->
          value(
              List.of("In {year}, {v} students were enrolled at {s}."),
              "How many students were enrolled at {s} in {year}?",
              "What was the enrolment of {s} in {year}?");
      case OFFICE ->
          value(
              List.of("The office of {s} is room {v}."),
              "Which room is the office of {s}?",
              "In which office can one find {s}?");
      case WORKS_AT ->
          name(
              List.of("{s} works at {v}."),
              "the university where {s} works",
              "At which university does {s} work?");
      case PUBLISHED_BY ->
          name(
              List.of("{s} is published by {v}."),
              "the university that publishes {s}",
              "Which university publishes {s}?");
      case ISSN -> value(List.of("The ISSN of {s} is {v}."), "What is the ISSN of {s}?");
      case EDITOR ->
          name(
              List.of("{v} is the editor of {s}."),
              "the editor of {s}",
              "Who is the editor of {s}?");
      case APPEARED_IN ->
          name(
              List.of("{s} appeared in {v}."),
              "the journal that published {s}",
              "In which journal did {s} appear?");
      case FIRST_AUTHOR ->
          name(
              List.of("The first author of {s} is {v}."),
              "the first author of {s}",
              "Who is the first author of {s}?");
      case VOLUME -> value(List.of("{s} is in volume {v}."), "In which volume did {s} appear?");
      case PAGES ->
          value(
              List.of("{s} is on pages {v}."),
              "On which pages did {s} appear?",
              "What is the page range of {s}?");
      case IDENTIFIER -> value(List.of("The identifier of {s} is {v}."), "What is the DOI of {s}?");
      case CITES -> name(List.of("{s} cites {v}."), "");
      case CITATIONS ->
          value(
              List.of("As of {as of}, {s} had been cited {v} times."),
              "How many times had {s} been cited as of {as of}?",
              "What was the citation count of {s} as of {as of}?");
      case IN_REGION ->
          name(
              List.of("{s} lies in {v}."),
              "the province in which {s} lies",
              "In which province does {s} lie?");
      case PRODUCTION ->
          value(
              List.of("Industrial production of {s} in {year} was {v}."),
              "What was the industrial production of {s} in {year}?");
      case CAPACITY ->
          value(
              List.of("At the end of {year}, installed capacity in {s} was {v}."),
              "How much power capacity was installed in {s} at the end of {year}?");
      case DEADLINE ->
          value(
              List.of("Applications to {s} close on {v}."),
              "What is the application deadline of {s}?",
              "On which day do applications to {s} close?");
      case PROGRAMME_BUDGET ->
          value(
              List.of("The budget of {s} is {v}."),
              "What is the budget of {s}?",
              "How much money does {s} have to give?");
    };
  }

  private static Phrases value(List<String> sentences, String... questions) {
    return new Phrases(sentences, "", List.of(questions));
  }

  private static Phrases name(List<String> sentences, String noun, String... questions) {
    return new Phrases(sentences, noun, List.of(questions));
  }
}
