package io.deepsearch4j.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/// Reads how long a server asks us to wait.
final class RetryAfter {
  /// What we wait where a server throttles and does not say for how long.
  static final Duration UNSAID = Duration.ofSeconds(30);

  private static final Duration LONGEST = Duration.ofDays(31);

  private RetryAfter() {}

  /// Seconds or an HTTP date, as in a `Retry-After` header.
  static Duration parse(String header, Clock clock) {
    String text = header.strip();
    try {
      return bounded(Duration.ofSeconds(Long.parseLong(text)));
    } catch (NumberFormatException _) {
      // Not seconds; perhaps a date.
    }
    try {
      var until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      return bounded(Duration.between(clock.instant(), until.toInstant()));
    } catch (DateTimeException _) {
      return UNSAID;
    }
  }

  static Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
