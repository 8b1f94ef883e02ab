package io.deepsearch4j.documents;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds calendar days as people and machines write them. Day-month order of all-number dates such
/// as `3/4/2023` is not guessed.
final class Days {
  static final String MONTH =
      "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
          + "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  // Groups: 1, 3, 4 year first; 5-7 Chinese; 8-10 month name first; 11-13 day first.
  static final Pattern DAY =
      Pattern.compile(
          "(?<![\\d.])((?:19|20)\\d\\d)([-/.])(\\d{1,2})\\2(\\d{1,2})(?![\\d.]\\d)(?!\\d)"
              + "|((?:19|20)\\d\\d)\\s{0,2}年\\s{0,2}(\\d{1,2})\\s{0,2}月\\s{0,2}(\\d{1,2})\\s{0,2}[日号]"
              + "|\\b"
              + MONTH
              + "\\.?\\s{1,3}(\\d{1,2})(?:st|nd|rd|th)?,?\\s{1,3}((?:19|20)\\d\\d)\\b"
              + "|\\b(\\d{1,2})(?:st|nd|rd|th)?\\s{1,3}(?:of\\s)?"
              + MONTH
              + "\\.?,?\\s{1,3}((?:19|20)\\d\\d)\\b",
          Pattern.CASE_INSENSITIVE);

  private Days() {}

  /// The first day named in a text, in ISO 8601.
  static Optional<String> first(String text) {
    Matcher matcher = DAY.matcher(text.length() > 2_000 ? text.substring(0, 2_000) : text);
    while (matcher.find()) {
      Optional<String> day = iso(matcher);
      if (day.isPresent()) {
        return day;
      }
    }
    return Optional.empty();
  }

  /// The day that [#DAY] has just found, in ISO 8601; empty for the 30th of February.
  static Optional<String> iso(Matcher found) {
    if (found.group(1) != null) {
      return day(found.group(1), Integer.parseInt(found.group(3)), found.group(4));
    }
    if (found.group(5) != null) {
      return day(found.group(5), Integer.parseInt(found.group(6)), found.group(7));
    }
    if (found.group(8) != null) {
      return day(found.group(10), month(found.group(8)), found.group(9));
    }
    return day(found.group(13), month(found.group(12)), found.group(11));
  }

  static int month(String name) {
    return 1 + MONTHS.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT));
  }

  private static Optional<String> day(String year, int month, String day) {
    try {
      return Optional.of(
          LocalDate.of(Integer.parseInt(year), month, Integer.parseInt(day)).toString());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
