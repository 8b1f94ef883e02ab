package io.deepsearch4j.practice;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds days in a text, however they are written in English or Chinese.
final class Days {
  private static final String MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec";
  private static final String MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
  private static final Pattern DAY =
      Pattern.compile(
          "(?<![0-9])(?<y>[0-9]{4})[-/](?<m>[0-9]{1,2})[-/](?<d>[0-9]{1,2})(?![0-9])"
              + "|(?<cy>[0-9]{4}) ?年 ?(?<cm>[0-9]{1,2}) ?月 ?(?<cd>[0-9]{1,2}) ?[日号]"
              + "|(?<![0-9])(?<ed>[0-9]{1,2})(st|nd|rd|th)?( of)? (?<em>"
              + MONTH
              + "),? (?<ey>[0-9]{4})"
              + "|(?<am>"
              + MONTH
              + ") (?<ad>[0-9]{1,2})(st|nd|rd|th)?,? (?<ay>[0-9]{4})");

  private Days() {}

  /// Every day in a lower-case text, in ISO 8601 form, in order.
  static List<String> in(String text) {
    List<String> days = new ArrayList<>();
    Matcher matcher = DAY.matcher(text);
    while (matcher.find()) {
      try {
        days.add(day(matcher).toString());
      } catch (DateTimeException _) {
        // 31 June is no day, so it is not the answer either: it is left out.
      }
    }
    return days;
  }

  private static LocalDate day(Matcher matcher) {
    if (matcher.group("y") != null) {
      return of(matcher.group("y"), number(matcher.group("m")), matcher.group("d"));
    }
    if (matcher.group("cy") != null) {
      return of(matcher.group("cy"), number(matcher.group("cm")), matcher.group("cd"));
    }
    if (matcher.group("ey") != null) {
      return of(matcher.group("ey"), month(matcher.group("em")), matcher.group("ed"));
    }
    return of(matcher.group("ay"), month(matcher.group("am")), matcher.group("ad"));
  }

  private static LocalDate of(String year, int month, String day) {
    return LocalDate.of(number(year), month, number(day));
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private static int month(String name) {
    return MONTHS.indexOf(name.substring(0, 3)) / 4 + 1;
  }
}
