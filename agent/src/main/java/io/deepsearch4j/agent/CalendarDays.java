package io.deepsearch4j.agent;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The days a text names, however it writes them.
final class CalendarDays {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final String MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(?<!\\d)(\\d{4})\\s?[-/.年]\\s?(\\d{1,2})\\s?[-/.月]\\s?(\\d{1,2})(?!\\d)");
  private static final Pattern DAY_FIRST =
      Pattern.compile(
          "(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?\\s(?:of\\s)?" + MONTH + ",?\\s(\\d{4})(?!\\d)");
  private static final Pattern MONTH_FIRST =
      Pattern.compile("(?<![a-z])" + MONTH + "\\s(\\d{1,2})(?:st|nd|rd|th)?,?\\s(\\d{4})(?!\\d)");

  private CalendarDays() {}

  /// A day and where the text names it.
  record Named(LocalDate day, Span span) {}

  static Set<Named> in(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    Set<Named> days = new LinkedHashSet<>();
    Matcher first = YEAR_FIRST.matcher(lower);
    while (first.find()) {
      add(days, first, first.group(1), first.group(2), first.group(3));
    }
    Matcher day = DAY_FIRST.matcher(lower);
    while (day.find()) {
      add(days, day, day.group(3), month(day.group(2)), day.group(1));
    }
    Matcher month = MONTH_FIRST.matcher(lower);
    while (month.find()) {
      add(days, month, month.group(3), month(month.group(1)), month.group(2));
    }
    return days;
  }

  private static String month(String name) {
    return Integer.toString(MONTHS.indexOf(name) + 1);
  }

  private static void add(Set<Named> days, Matcher matcher, String year, String month, String day) {
    try {
      LocalDate date =
          LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
      days.add(new Named(date, new Span(matcher.start(), matcher.end())));
    } catch (DateTimeException _) {
      // 2023-19-45 looks like a day and is none.
    }
  }
}
