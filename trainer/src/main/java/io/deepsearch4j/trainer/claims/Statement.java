package io.deepsearch4j.trainer.claims;

import java.util.List;
import java.util.Optional;

/// What is claimed: that one arm has less of something than another.
///
/// @param text as tables print it
/// @param lower the arm that is said to have less
/// @param margin the share by which it may have more all the same, for "no worse"
record Statement(String text, Metric metric, String lower, String other, double margin) {
  /// By how much "no worse" may be worse.
  static final double NO_WORSE = 0.02;

  static Statement less(String text, Metric metric, String lower, String other) {
    return new Statement(text, metric, lower, other, 0);
  }

  static Statement noWorse(String text, Metric metric, String lower, String other) {
    return new Statement(text, metric, lower, other, NO_WORSE);
  }

  /// Empty where a run diverged before it could be measured.
  Optional<Verdict> verdict(Results results) {
    List<Double> a = results.values(lower, metric);
    List<Double> b = results.values(other, metric);
    boolean whole =
        a.size() == results.trials(lower).size() && b.size() == results.trials(other).size();
    return whole && a.size() > 1 && b.size() > 1
        ? Optional.of(Verdict.of(a, b, margin))
        : Optional.empty();
  }
}
