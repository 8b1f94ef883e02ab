package io.deepsearch4j.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds in a text what could be an answer of a given type: figures with their units, dates, years,
/// names, titles.
final class ValueSpans {
  private static final String MONTH =
      "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
          + "|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?";
  private static final Pattern DATE =
      Pattern.compile(
          "\\d{4}\\s?年\\s?\\d{1,2}\\s?月(?:\\s?\\d{1,2}\\s?[日号])?"
              + "|\\b\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}\\b"
              + "|\\b\\d{1,2}(?:st|nd|rd|th)?\\s(?:of\\s)?"
              + MONTH
              + ",?\\s\\d{4}\\b"
              + "|\\b"
              + MONTH
              + "\\s\\d{1,2}(?:st|nd|rd|th)?,?\\s\\d{4}\\b"
              + "|\\b"
              + MONTH
              + "\\s\\d{4}\\b"
              + "|\\b\\d{1,2}[./]\\d{1,2}[./]\\d{4}\\b");
  private static final Pattern YEAR =
      Pattern.compile("(?<![\\d.,-])(?:1[5-9]|20)\\d\\d(?![\\d]|[.,]\\d)");
  private static final String SCALE =
      "(?:thousand|million|billion|trillion|mn|bn|m|k|万亿|百亿|十亿|亿|千万|百万|十万|万|千)";
  private static final String UNIT =
      "(?:%|‰|per ?cent\\b|percentage points?|euros?\\b|EUR|USD|GBP|CNY|RMB|CHF|JPY|SEK|NOK|DKK|US dollars?|dollars?|pounds?"
          + "|yuan|francs?|元人民币|元|人民币|美元|欧元|英镑|[GMTk]Wh?\\b|GWp|MWp|tonnes?|tons?|kt\\b|Mt\\b|kg\\b|km2?\\b|ha\\b"
          + "|hectares?|barrels?|litres?|units?\\b|吨|公斤|千瓦时|兆瓦时?|吉瓦时?|千瓦|公顷|平方公里|台|辆|件|人次|人|名|次|家"
          + "|employees\\b|people\\b|students\\b|persons\\b|times\\b|citations\\b)";
  private static final Pattern FIGURE =
      Pattern.compile(
          "(?<![A-Za-z\\d.,/])(?:(?:[€$£¥]|EUR|USD|CNY|RMB|GBP|人民币)\\s?)?[-\u2212+]?\\d+(?:[,\u00a0\u202f ']\\d{3})*(?:[.,]\\d+)?"
              + "(?:\\s?"
              + SCALE
              + "(?![a-z]))?(?:\\s?(?:of\\s)?"
              + UNIT
              + ")?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TITLE =
      Pattern.compile(
          "[\u201c\"\u300a\u300c]([^\u201d\"\u300b\u300d]{4,300})[\u201d\"\u300b\u300d]");
  private static final Pattern CODE =
      Pattern.compile(
          "\\b10\\.\\d{4,9}/[^\\s,;,。;]+|\\b\\d{4}-\\d{3}[\\dXx]\\b|\\b\\d+\\s?[-\u2013]\\s?\\d+\\b|\\b[A-Z]{1,4}[- ]?\\d+[A-Za-z\\d.-]*|\\b\\d+[.-]\\d+\\b");

  private ValueSpans() {}

  /// The spans of a type in a text, in order. Where the type says nothing about form there are
  /// none.
  static List<Span> of(AnswerType type, String text) {
    return switch (type) {
      case NUMBER, MONEY, PERCENT -> figures(text);
      case DATE -> dates(text);
      case YEAR -> all(YEAR, text, 0);
      case PERSON -> NameSpans.persons(text);
      case ORGANISATION -> NameSpans.organisations(text);
      case PLACE -> NameSpans.places(text);
      case TITLE -> all(TITLE, text, 1);
      case TEXT -> all(CODE, text, 0);
    };
  }

  private static List<Span> figures(String text) {
    List<Span> dates = all(DATE, text, 0);
    var figures = new ArrayList<Span>();
    for (Span figure : all(FIGURE, text, 0)) {
      boolean year = YEAR.matcher(figure.of(text)).matches() || text.startsWith("年", figure.end());
      if (!year && dates.stream().noneMatch(figure::overlaps) && !continued(text, figure.end())) {
        figures.add(figure);
      }
    }
    return figures;
  }

  /// `12-34`, `3rd`, `4G`: parts of something else.
  private static boolean continued(String text, int end) {
    if (end >= text.length()) {
      return false;
    }
    char c = text.charAt(end);
    return (Character.isLetter(c) && !Folded.isIdeograph(c))
        || (c == '/' && end + 1 < text.length() && Character.isLetterOrDigit(text.charAt(end + 1)));
  }

  private static List<Span> dates(String text) {
    List<Span> dates = new ArrayList<>(all(DATE, text, 0));
    for (Span year : all(YEAR, text, 0)) {
      if (dates.stream().noneMatch(year::overlaps)) {
        dates.add(year);
      }
    }
    return dates;
  }

  static List<Span> all(Pattern pattern, String text, int group) {
    var spans = new ArrayList<Span>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      int start = matcher.start(group);
      int end = matcher.end(group);
      while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
        end--;
      }
      if (end > start) {
        spans.add(new Span(start, end));
      }
    }
    return spans;
  }

  /// Whether a whole text is a figure, with or without a unit: what a numeric cell holds.
  static boolean isFigure(String cell) {
    String bare =
        cell.strip().replaceAll("^\\((.*)\\)$", "-$1").replaceAll("[*\u00b9\u00b2\u00b3†]+$", "");
    return !bare.isEmpty() && FIGURE.matcher(bare).matches();
  }

  static boolean isYear(String cell) {
    return YEAR.matcher(cell.strip()).matches();
  }

  static boolean isDate(String cell) {
    return DATE.matcher(cell.strip()).matches();
  }
}
