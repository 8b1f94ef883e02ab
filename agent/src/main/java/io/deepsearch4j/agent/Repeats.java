package io.deepsearch4j.agent;

import java.util.List;
import java.util.Optional;

/// An action that was carried out before is not carried out again: the model gets the earlier
/// observation, and from the second repeat on a refusal.
final class Repeats {
  private Repeats() {}

  /// What a call of a tool gets instead of being carried out, if it was carried out before.
  static Optional<Observation> of(Trajectory trajectory, Action action) {
    String key = Stops.key(action);
    List<Action> actions = trajectory.actions();
    List<Observation> observations = trajectory.observations();
    int before = 0;
    Observation first = new Observation.Reflected();
    for (int i = 0; i < actions.size(); i++) {
      boolean settled =
          Stops.key(actions.get(i)).equals(key) && !isWorthRetrying(observations.get(i));
      if (settled && before++ == 0) {
        first = observations.get(i);
      }
    }
    if (before == 0) {
      return Optional.empty();
    }
    return before == 1
        ? Optional.of(first)
        : Optional.of(
            new Observation.Failed(
                "repeated", "this call was made before and gave what it gave; do something else"));
  }

  // What failed for a passing reason may be tried again; the loop detector bounds it.
  private static boolean isWorthRetrying(Observation observation) {
    return switch (observation) {
      case Observation.Failed _ -> true;
      case Observation.Hits(var results) -> results.stream().allMatch(one -> one.hits().isEmpty());
      case Observation.Opened(var visits) ->
          visits.stream().allMatch(Observation.Missed.class::isInstance);
      case Observation.Findings _,
          Observation.Rows _,
          Observation.Reflected _,
          Observation.Finished _ ->
          false;
    };
  }
}
