package io.deepsearch4j.practice;

import java.net.URI;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A calendar without end, as every crawler meets one: each month links to the next.
final class EventCalendar {
  private static final Pattern MONTH = Pattern.compile("/events/([0-9]{4})/([0-9]{2})/");

  private EventCalendar() {}

  /// The page of a month, if the address is one.
  static Optional<String> page(URI url) {
    Matcher month = MONTH.matcher(url.getPath());
    if (!month.matches()) {
      return Optional.empty();
    }
    try {
      YearMonth shown =
          YearMonth.of(Integer.parseInt(month.group(1)), Integer.parseInt(month.group(2)));
      return Optional.of(html(shown));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static String html(YearMonth shown) {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head><meta charset="utf-8"><title>Events %s</title></head>
    <body><h1>Events %s</h1>
    <p>No events this month.</p>
    <p><a href="%s">Previous month</a> | <a href="%s">Next month</a></p>
    </body></html>
    """
        .formatted(shown, shown, path(shown.minusMonths(1)), path(shown.plusMonths(1)));
  }

  private static String path(YearMonth month) {
    return "/events/%04d/%02d/".formatted(month.getYear(), month.getMonthValue());
  }
}
