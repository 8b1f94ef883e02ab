package io.deepsearch4j.trainer.claims;

import io.deepsearch4j.trainer.Example;
import io.deepsearch4j.trainer.TrainingSet;

/// Some examples of a set, in a row.
///
/// @param first number of the first one in the whole set
/// @param size how many
/// @param longest tokens of the longest of the whole set
record Slice(TrainingSet whole, int first, int size, int longest) implements TrainingSet {
  Slice {
    if (first < 0 || size < 1 || first + size > whole.size()) {
      throw new IllegalArgumentException(
          "examples %d to %d of %d".formatted(first, first + size, whole.size()));
    }
  }

  static Slice of(TrainingSet whole, int from, int to) {
    return new Slice(whole, from, to - from, whole.longest());
  }

  @Override
  public Example example(int number) {
    return whole.example(first + number);
  }

  @Override
  public int vocabulary() {
    return whole.vocabulary();
  }

  @Override
  public long fingerprint() {
    return 31 * (31 * whole.fingerprint() + first) + size;
  }
}
