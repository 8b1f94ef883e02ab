package io.deepsearch4j.agent;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// Makes the names of runs: eighteen letters and digits, of which the first nine are the moment of
/// birth (so names sort by age) and the others are random (so they cannot be guessed). Safe to
/// share between threads.
final class RunIds {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int HALF = 9;
  private static final Pattern SHAPE = Pattern.compile("[" + ALPHABET + "]{" + 2 * HALF + "}");

  private final Clock clock;
  private final RandomGenerator random;
  private final AtomicLong latest = new AtomicLong();

  RunIds(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /// A new name; of two made in the same millisecond, the second counts as a millisecond younger.
  String next() {
    long moment = latest.accumulateAndGet(clock.millis(), (last, now) -> Math.max(last + 1, now));
    return letters(moment) + letters(random.nextLong());
  }

  static boolean isId(String text) {
    return SHAPE.matcher(text).matches();
  }

  private static String letters(long bits) {
    var text = new StringBuilder(HALF);
    for (int shift = 5 * (HALF - 1); shift >= 0; shift -= 5) {
      text.append(ALPHABET.charAt((int) (bits >>> shift) & 31));
    }
    return text.toString();
  }
}
