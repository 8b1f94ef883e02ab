package io.deepsearch4j.synthesis;

/// Which lessons somebody wants.
///
/// @param first the first world's seed
/// @param last the last one's
/// @param questions asked in each world
/// @param wandering how often the oracle takes a wrong turn on purpose, from 0 to 1
public record LessonsWish(long first, long last, int questions, double wandering) {
  /// Worlds from here on are for evaluation, and nobody learns from them.
  public static final long FOR_EVALUATION = 9_000;

  /// How often the oracle wanders if nobody says otherwise.
  public static final double USUAL_WANDERING = 0.08;

  public LessonsWish {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException(
          "seeds go from a first to a last, such as 1000-1199, not " + first + "-" + last);
    }
    if (last >= FOR_EVALUATION) {
      throw new IllegalArgumentException(
          "seeds from "
              + FOR_EVALUATION
              + " on are for evaluation and are not learnt from; choose lower ones");
    }
    if (questions < 1 || questions > 5_000) {
      throw new IllegalArgumentException("a world is asked 1 to 5000 questions, not " + questions);
    }
    if (!(wandering >= 0 && wandering <= 1)) {
      throw new IllegalArgumentException("wandering is a share from 0 to 1, not " + wandering);
    }
  }
}
