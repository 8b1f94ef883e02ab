package io.deepsearch4j.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// So many tries in a time for each key, refilled steadily. Remembers a bounded number of keys, the
/// latest ones. Safe to share between threads.
final class Allowance {
  private static final int MOST_KEYS = 10_000;

  private final double most;
  private final double perSecond;
  private final Clock clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_KEYS;
        }
      };

  private record Bucket(double left, Instant seen) {}

  Allowance(int most, Duration time, Clock clock) {
    this.most = most;
    this.perSecond = most / (time.toMillis() / 1_000.0);
    this.clock = clock;
  }

  /// Takes one; answers 0, or after how many seconds to try again.
  synchronized long take(String key) {
    double left = left(key);
    if (left < 1) {
      return (long) Math.ceil((1 - left) / perSecond);
    }
    buckets.put(key, new Bucket(left - 1, clock.instant()));
    return 0;
  }

  private double left(String key) {
    Bucket bucket = buckets.get(key);
    if (bucket == null) {
      return most;
    }
    double seconds = Math.max(0, Duration.between(bucket.seen(), clock.instant()).toMillis()) / 1e3;
    return Math.min(most, bucket.left() + seconds * perSecond);
  }
}
