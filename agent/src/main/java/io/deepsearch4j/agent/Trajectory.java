package io.deepsearch4j.agent;

import java.util.ArrayList;
import java.util.List;

/// The steps of one episode, beginning with [Step.Began]. Everything that decides what happens next
/// is computed from here.
public record Trajectory(List<Step> steps) {

  public Trajectory {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || !(steps.getFirst() instanceof Step.Began)) {
      throw new IllegalArgumentException("a trajectory begins with Began");
    }
  }

  public Step.Began began() {
    return (Step.Began) steps.getFirst();
  }

  public String episode() {
    return began().episode();
  }

  public Role role() {
    return began().role();
  }

  public Task task() {
    return began().task();
  }

  /// What the episode has cost so far.
  public Spent spent() {
    return steps.stream().map(Step::spent).reduce(Spent.NOTHING, Spent::plus);
  }

  /// The evidence that may be cited: what the task brought along and what was found since.
  public List<Evidence> evidence() {
    var evidence = new ArrayList<>(task().given());
    for (Step step : steps) {
      if (step instanceof Step.Acted acted) {
        evidence.addAll(acted.evidence());
      }
    }
    return List.copyOf(evidence);
  }

  /// The observations, in order.
  public List<Observation> observations() {
    return steps.stream()
        .filter(Step.Acted.class::isInstance)
        .map(step -> ((Step.Acted) step).observation())
        .toList();
  }

  /// The actions carried out, in order.
  public List<Action> actions() {
    var actions = new ArrayList<Action>();
    List<Action> chosen = List.of();
    for (Step step : steps) {
      if (step instanceof Step.Chosen choice) {
        chosen = choice.actions();
      } else if (step instanceof Step.Acted acted) {
        actions.add(chosen.get(acted.action()));
      }
    }
    return List.copyOf(actions);
  }

  /// Whether the episode was told to stop and asked for one last answer.
  public boolean stopped() {
    return steps.stream().anyMatch(Step.Stopped.class::isInstance);
  }
}
