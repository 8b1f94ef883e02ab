package io.deepsearch4j.chat;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;

/// How long to wait before asking again: twice as long each time up to 30 s, the second half of it
/// by chance so that clients do not return together; never less than the server asked for.
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final RandomGenerator random;
  private final InstantSource clock;

  Backoff(RandomGenerator random, InstantSource clock) {
    this.random = random;
    this.clock = clock;
  }

  /// @param failures so far, at least one
  /// @param asked what the server asked for; zero for nothing
  Duration after(int failures, Duration asked) {
    long full = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failures - 1, 10));
    Duration wait = Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
    return wait.compareTo(asked) < 0 ? asked : wait;
  }

  /// `Retry-After`, in seconds or as a date; zero where it is missing or makes no sense.
  Duration askedBy(HttpHeaders headers) {
    String value = headers.firstValue("Retry-After").orElse("").strip();
    if (value.isEmpty()) {
      return Duration.ZERO;
    }
    if (value.matches("\\d{1,7}(?:\\.\\d{1,6})?")) {
      return Duration.ofMillis(Math.round(Double.parseDouble(value) * 1000));
    }
    try {
      Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration left = Duration.between(clock.instant(), until);
      return left.isNegative() ? Duration.ZERO : left;
    } catch (DateTimeException _) {
      return Duration.ZERO;
    }
  }
}
