package io.deepsearch4j.documents;

import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the days, months, quarters and years that a text names.
final class Periods {
  private static final String YEAR = "((?:19|20)\\d\\d)";
  private static final Pattern OTHERS =
      Pattern.compile(
          "\\b(?:FY|fiscal(?:\\syear)?|financial\\syear)\\s?'?((?:19|20)\\d\\d|\\d\\d)\\b"
              + "|\\bQ([1-4])\\s?(?:of\\s|FY\\s?)?((?:19|20)\\d\\d)?\\b"
              + "|(?<!\\d)"
              + YEAR
              + "\\s?[-/]?\\s?Q([1-4])\\b"
              + "|(?<!\\d)"
              + YEAR
              + "\\s?年\\s?第?\\s?([一二三四1-4])\\s?季度?"
              + "|(?<!\\d)"
              + YEAR
              + "\\s?年\\s?(\\d{1,2})\\s?月"
              + "|(?<!\\d)"
              + YEAR
              + "\\s?(?:财年|会计年度|年度|年)"
              + "|\\b"
              + Days.MONTH
              + "\\.?,?\\s"
              + YEAR
              + "\\b"
              + "|(?<![\\d.,-])"
              + YEAR
              + "-(0[1-9]|1[0-2])(?![\\d-])",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern BARE_YEAR =
      Pattern.compile("(?<![\\d.,$€£¥-])(?:1[5-9]|20)\\d\\d(?!\\d|[.,]\\d|\\s?%)");

  private Periods() {}

  /// Every period in a text, in order; the longest reading of each place.
  static List<FoundPeriod> in(String text) {
    var found = new TreeMap<Integer, FoundPeriod>();
    Matcher days = Days.DAY.matcher(text);
    while (days.find()) {
      int start = days.start();
      int end = days.end();
      Days.iso(days).ifPresent(day -> found.put(start, new FoundPeriod(day, start, end)));
    }
    Matcher others = OTHERS.matcher(text);
    while (others.find()) {
      add(found, name(others), others.start(), others.end());
    }
    Matcher years = BARE_YEAR.matcher(text);
    while (years.find()) {
      add(found, years.group(), years.start(), years.end());
    }
    return List.copyOf(found.values());
  }

  private static void add(
      NavigableMap<Integer, FoundPeriod> found, String period, int start, int end) {
    var before = found.lowerEntry(end);
    if (before == null || before.getValue().end() <= start) {
      found.put(start, new FoundPeriod(period, start, end));
    }
  }

  private static String name(Matcher found) {
    if (found.group(1) != null) {
      String year = found.group(1);
      return "FY" + (year.length() == 2 ? "20" + year : year);
    }
    if (found.group(2) != null) {
      return (found.group(3) == null ? "" : found.group(3) + "-") + "Q" + found.group(2);
    }
    if (found.group(4) != null) {
      return found.group(4) + "-Q" + found.group(5);
    }
    if (found.group(6) != null) {
      int quarter = "一二三四".indexOf(found.group(7));
      return found.group(6) + "-Q" + (quarter < 0 ? found.group(7) : quarter + 1);
    }
    if (found.group(8) != null) {
      return month(found.group(8), Integer.parseInt(found.group(9)));
    }
    if (found.group(10) != null) {
      return found.group(10);
    }
    if (found.group(11) != null) {
      return month(found.group(12), Days.month(found.group(11)));
    }
    return found.group(13) + "-" + found.group(14);
  }

  private static String month(String year, int month) {
    return String.format(Locale.ROOT, "%s-%02d", year, month);
  }
}
