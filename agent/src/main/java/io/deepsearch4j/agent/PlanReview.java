package io.deepsearch4j.agent;

import java.util.List;
import java.util.Optional;

/// A person's word on the plan of a run that waits for it. What they say becomes a step like any
/// other: a plan that was edited, and a plan that was approved.
final class PlanReview {
  private static final String EDITED = "edited";
  private static final String APPROVED = "approved";

  private final RunStore store;

  PlanReview(RunStore store) {
    this.store = store;
  }

  /// The plan that counts: the latest one.
  static Optional<Plan> current(List<Step> steps) {
    return steps.reversed().stream()
        .filter(Step.Planned.class::isInstance)
        .map(step -> ((Step.Planned) step).plan())
        .findFirst();
  }

  static boolean isApproved(List<Step> steps) {
    return steps.stream().anyMatch(step -> isBy(step, APPROVED));
  }

  /// The steps up to the last one that a person wrote; empty where none did.
  static List<Step> written(List<Step> steps) {
    for (int i = steps.size(); i > 0; i--) {
      if (isBy(steps.get(i - 1), APPROVED) || isBy(steps.get(i - 1), EDITED)) {
        return steps.subList(0, i);
      }
    }
    return List.of();
  }

  PlanOutcome edit(String run, String seen, Plan plan) {
    return review(run, seen, plan, EDITED);
  }

  /// @param seen the hash of the plan that is approved; empty for whatever it is
  PlanOutcome approve(String run, String seen) {
    return current(StepJson.steps(store, run))
        .map(plan -> review(run, seen, plan, APPROVED))
        .orElseGet(() -> new PlanOutcome.Refused("run " + run + " has no plan yet; wait for it"));
  }

  private PlanOutcome review(String run, String seen, Plan plan, String word) {
    List<Step> steps = StepJson.steps(store, run);
    Optional<Plan> now = current(steps);
    if (store.known(run).state() != RunState.WAITING || now.isEmpty()) {
      return new PlanOutcome.Refused(
          "run " + run + " does not wait for the approval of its plan; fork it to go another way");
    }
    if (!seen.isEmpty() && !seen.equals(now.get().sha256())) {
      return new PlanOutcome.Stale(now.get().sha256());
    }
    if (isApproved(steps)) {
      // Approved by somebody whose process died before it went on; going on is all that is missing.
      return new PlanOutcome.Done(now.get().sha256());
    }
    var step = new Step.Planned("plan", plan, Turn.byRule(word, "a person's word"), Spent.NOTHING);
    try {
      store.appendStep(run, steps.size(), "plan", StepJson.kind(step), StepJson.write(step));
    } catch (RunException e) {
      if (e.kind() == RunException.Kind.TAKEN_OVER) {
        // Somebody else was quicker by a moment.
        return new PlanOutcome.Stale(
            current(StepJson.steps(store, run)).orElse(now.get()).sha256());
      }
      throw e;
    }
    return new PlanOutcome.Done(plan.sha256());
  }

  private static boolean isBy(Step step, String word) {
    return step instanceof Step.Planned planned
        && planned.turn().isByRule()
        && planned.turn().chooser().equals(word);
  }
}
