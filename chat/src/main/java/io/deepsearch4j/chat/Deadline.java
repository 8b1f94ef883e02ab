package io.deepsearch4j.chat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A moment by which something must be over.
record Deadline(InstantSource clock, Instant end) {

  static Deadline after(InstantSource clock, Duration limit) {
    return new Deadline(clock, clock.instant().plus(limit));
  }

  /// What is left, never less than nothing.
  Duration left() {
    Duration left = Duration.between(clock.instant(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /// The limit, or what is left where that is less.
  Duration atMost(Duration limit) {
    Duration left = left();
    return left.compareTo(limit) < 0 ? left : limit;
  }
}
