package io.deepsearch4j.trainer.claims;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// All trials that are done, by arm.
///
/// @param arms of the scale
record Results(Scale scale, Arms arms, List<Trial> done) {
  Results {
    done = List.copyOf(done);
  }

  /// The seeds of an arm that are done.
  List<Trial> trials(String arm) {
    return done.stream()
        .filter(trial -> trial.arm().equals(arm))
        .sorted(Comparator.comparingLong(Trial::seed))
        .toList();
  }

  /// What the seeds of an arm measured; fewer than there are trials where one diverged.
  List<Double> values(String arm, Metric metric) {
    return trials(arm).stream()
        .filter(trial -> trial.values().containsKey(metric))
        .map(trial -> Objects.requireNonNull(trial.values().get(metric)))
        .toList();
  }

  double mean(String arm, Metric metric) {
    return Verdict.mean(values(arm, metric));
  }

  String title(String arm) {
    return arms.named(arm).title();
  }

  boolean isDone(Experiment experiment) {
    return experiment.arms().stream().allMatch(arm -> trials(arm).size() >= scale.seeds().size());
  }
}
