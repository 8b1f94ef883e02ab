package io.deepsearch4j.trainer.claims;

import java.util.List;

/// What measurements say to a statement that one arm has less of something than another.
///
/// The gain is how much less its mean is, with the margin that the statement allows. It holds when
/// the gain is above what seeds alone explain, fails when it is as far below, and lies within the
/// noise between. What seeds explain is Student's 95 % interval for the difference of two means.
///
/// @param gain above 0 speaks for the statement
/// @param noise what seeds alone explain
record Verdict(Outcome outcome, double gain, double noise) {

  enum Outcome {
    HOLDS("holds"),
    FAILS("does not hold at this scale"),
    NOISE("within the noise of seeds");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /// Two-sided, by degrees of freedom from 1; 2 is near enough from there on.
  private static final double[] STUDENT = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228
  };

  /// @param lower what the statement says is less
  /// @param margin the share of the other mean by which it may be more all the same
  static Verdict of(List<Double> lower, List<Double> other, double margin) {
    if (lower.size() < 2 || other.size() < 2) {
      throw new IllegalArgumentException("a verdict needs two seeds of each arm");
    }
    double gain = mean(other) + margin * Math.abs(mean(other)) - mean(lower);
    int freedom = lower.size() + other.size() - 2;
    double student = freedom <= STUDENT.length ? STUDENT[freedom - 1] : 2;
    double noise =
        student
            * Math.sqrt(
                variance(lower) / lower.size()
                    + (1 + margin) * (1 + margin) * variance(other) / other.size());
    return new Verdict(outcome(gain, noise), gain, noise);
  }

  private static Outcome outcome(double gain, double noise) {
    if (gain > noise) {
      return Outcome.HOLDS;
    }
    return gain < -noise ? Outcome.FAILS : Outcome.NOISE;
  }

  static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  /// Of a sample.
  static double variance(List<Double> values) {
    double mean = mean(values);
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return squares / (values.size() - 1);
  }
}
