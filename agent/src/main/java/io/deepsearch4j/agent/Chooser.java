package io.deepsearch4j.agent;

import java.util.List;
import java.util.Objects;

/// Chooses what to do next. Two choosers exist: one that briefs a model, one that follows the most
/// promising address first.
interface Chooser {

  /// Chooses. When the trajectory was stopped, the choice must end the episode.
  Choice choose(Trajectory trajectory, Purchases calls);

  /// A choice.
  ///
  /// @param actions at least one, unless the model wrote neither a call nor an answer
  record Choice(Turn turn, List<Action> actions) {
    public Choice {
      Objects.requireNonNull(turn);
      actions = List.copyOf(actions);
    }
  }
}
