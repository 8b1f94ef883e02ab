package io.deepsearch4j.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// How often one engine may be asked: a token bucket that learns. When the engine throttles us, the
/// bucket stays closed for as long as it said and fills half as fast afterwards; each success
/// brings the rate a tenth of the way back. Safe to share between threads.
final class Allowance {
  /// However often it throttles, we come back to ask at a hundredth of the configured rate.
  private static final double SLOWEST = 0.01;

  private final double configured; // a second
  private final Clock clock;
  private double rate; // a second
  private double tokens; // below zero: promised to those who wait
  private Instant filled;
  private Instant closedUntil;

  Allowance(double perSecond, Clock clock) {
    this.configured = perSecond;
    this.clock = clock;
    this.rate = perSecond;
    this.tokens = burst();
    this.filled = clock.instant();
    this.closedUntil = Instant.MIN;
  }

  private double burst() {
    return Math.max(1, configured);
  }

  /// What a caller may do: ask after a wait that may be zero, or not at all, because the wait would
  /// be too long.
  record Turn(boolean granted, Duration delay) {}

  /// Takes a turn if it comes within the patience given; a turn that is taken must be used.
  synchronized Turn take(Duration patience) {
    Instant now = clock.instant();
    double seconds = Duration.between(filled, now).toMillis() / 1000.0;
    tokens = Math.min(burst(), tokens + Math.max(0, seconds) * rate);
    filled = now;
    double missing = Math.max(0, 1 - tokens);
    Duration wait = Duration.ofMillis((long) Math.ceil(missing / rate * 1000 - 1e-6));
    if (closedUntil.isAfter(now)) {
      wait = wait.plus(Duration.between(now, closedUntil));
    }
    if (wait.compareTo(patience) > 0) {
      return new Turn(false, wait);
    }
    tokens -= 1;
    return new Turn(true, wait);
  }

  synchronized void throttled(Duration retryAfter) {
    Instant until = clock.instant().plus(retryAfter);
    if (until.isAfter(closedUntil)) {
      closedUntil = until;
      // Only the news slows us down: ten requests in flight are one mistake, not ten.
      rate = Math.max(configured * SLOWEST, rate / 2);
    }
    tokens = Math.min(tokens, 0);
  }

  synchronized void succeeded() {
    rate = Math.min(configured, rate + configured / 10);
  }
}
