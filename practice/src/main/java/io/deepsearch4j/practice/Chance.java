package io.deepsearch4j.practice;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Seeded choice: the same seed and purpose give the same choices on every machine.
final class Chance {
  private final SplittableRandom random;

  private Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  /// Choices for one purpose, so that more of one thing does not change another.
  static Chance of(long seed, String purpose) {
    return new Chance(mixed(mixed(seed) + purpose.hashCode()));
  }

  /// Spreads a seed over all bits. Without it, neighbouring seeds would give the same numbers
  /// shifted by one.
  private static long mixed(long seed) {
    long bits = (seed ^ (seed >>> 33)) * 0xff51afd7ed558ccdL;
    bits = (bits ^ (bits >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return bits ^ (bits >>> 33);
  }

  /// A whole number, both ends included.
  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /// Different elements, in random order; all of them if there are fewer.
  <T> List<T> some(List<T> choices, int count) {
    List<T> shuffled = shuffled(choices);
    return shuffled.subList(0, Math.min(count, shuffled.size()));
  }

  <T> List<T> shuffled(List<T> choices) {
    List<T> rest = new ArrayList<>(choices);
    for (int i = rest.size() - 1; i > 0; i--) {
      T swapped = rest.set(random.nextInt(i + 1), rest.get(i));
      rest.set(i, swapped);
    }
    return List.copyOf(rest);
  }
}
