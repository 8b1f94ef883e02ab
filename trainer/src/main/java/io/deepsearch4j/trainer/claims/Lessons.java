package io.deepsearch4j.trainer.claims;

import io.deepsearch4j.trainer.Example;
import io.deepsearch4j.trainer.TrainerException;
import io.deepsearch4j.trainer.TrainingSet;
import java.util.ArrayList;
import java.util.List;

/// What is learnt from, and what is measured with: the last quarter is not learnt from, so that
/// where several worlds of alike size follow each other, the measure is a world never seen.
///
/// @param learnt the first three quarters
/// @param heldOut examples from all over the last quarter
record Lessons(TrainingSet learnt, TrainingSet heldOut) {
  private static final int LEAST = 8;

  /// @param tokens about so many are held out, if the last quarter has them
  static Lessons of(TrainingSet all, long tokens) {
    if (all.size() < LEAST) {
      throw new TrainerException(
          "%d examples are too few to learn from some and measure with others; make at least %d"
              .formatted(all.size(), LEAST));
    }
    int first = all.size() - all.size() / 4;
    return new Lessons(Slice.of(all, 0, first), sample(all, first, tokens));
  }

  private static TrainingSet sample(TrainingSet all, int first, long tokens) {
    long total = 0;
    for (int i = first; i < all.size(); i++) {
      total += all.example(i).tokens().length;
    }
    int stride = (int) Math.max(1, Math.min(total / Math.max(1, tokens), all.size() - first));
    List<Example> taken = new ArrayList<>();
    for (int i = first; i < all.size(); i += stride) {
      taken.add(all.example(i));
    }
    return TrainingSet.of(all.vocabulary(), taken);
  }
}
