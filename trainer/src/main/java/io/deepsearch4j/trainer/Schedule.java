package io.deepsearch4j.trainer;

/// How a learning rate changes over a run: it warms up, stays, and falls in a straight line.
///
/// @param warmUpSteps until the full rate is reached
/// @param decay the share of all tokens over which it falls, at the end
/// @param floor what is left of it at the end
public record Schedule(int warmUpSteps, double decay, double floor) {
  public Schedule {
    if (warmUpSteps < 0 || !(decay >= 0 && decay <= 1) || !(floor >= 0 && floor <= 1)) {
      throw new IllegalArgumentException(
          "a schedule needs a warm-up of at least 0 steps, and shares from 0 to 1");
    }
  }

  /// The factor of a step.
  ///
  /// @param step from 0
  /// @param done tokens learnt from before it
  /// @param total tokens of the run
  public double factor(long step, long done, long total) {
    return Math.min(1, (step + 1.0) / (warmUpSteps + 1.0)) * settled(done, total);
  }

  /// The factor without the warm-up.
  double settled(long done, long total) {
    double left = Math.max(0, 1 - (double) done / total);
    return left >= decay ? 1 : floor + (1 - floor) * left / decay;
  }
}
