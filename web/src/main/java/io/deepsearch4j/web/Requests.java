package io.deepsearch4j.web;

import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;

/// Sends a GET request patiently: what may pass (429, 5xx, a broken line) is tried again after a
/// jittered, growing pause, or after the one the server asks for.
final class Requests {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofSeconds(30);

  private final GuardedHttp http;
  private final int retries;
  private final Clock clock;
  private final Pause pause;
  private final RandomGenerator random;

  Requests(GuardedHttp http, int retries, Clock clock, Pause pause, RandomGenerator random) {
    this.http = http;
    this.retries = retries;
    this.clock = clock;
    this.pause = pause;
    this.random = random;
  }

  /// Waits for its turn before each try.
  interface Turns {
    Politeness.Turn next() throws InterruptedException;
  }

  Answer get(HttpUrl url, Map<String, String> headers, Body body, Turns turns)
      throws IOException, InterruptedException {
    for (int attempt = 0; ; attempt++) {
      Duration wait;
      try (var _ = turns.next()) {
        Answer answer = http.get(url, headers, body);
        if (!mayPass(answer.status()) || attempt == retries) {
          return answer;
        }
        wait = retryAfter(answer.header("Retry-After")).orElse(backOff(attempt));
        if (wait.compareTo(LONGEST_RETRY_AFTER) > 0) {
          return answer;
        }
      } catch (EgressRefusal | AnswerRefusal | SSLException e) {
        throw e;
      } catch (IOException e) {
        if (attempt == retries) {
          throw e;
        }
        wait = backOff(attempt);
      }
      pause.sleep(wait);
    }
  }

  private static boolean mayPass(int status) {
    return status == 429 || (status >= 500 && status != 501 && status != 505);
  }

  private Duration backOff(int attempt) {
    long longest = FIRST_PAUSE.toMillis() << Math.min(attempt, 10);
    return Duration.ofMillis(longest / 2 + random.nextLong(longest));
  }

  private Optional<Duration> retryAfter(String value) {
    if (value.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration wait = Duration.between(clock.instant(), date.toInstant());
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
