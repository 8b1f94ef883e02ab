package io.deepsearch4j.agent;

import java.util.List;
import java.util.Optional;

/// A person's word on the plan of a run that waits for it. What they say becomes a step like any
/// other: a plan that was edited, a plan whose questions were answered, and one that was approved.
final class PlanReview {
  static final String ANSWERED = "answered";
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

  /// What was answered to the questions of the latest plan, if no plan was made of it yet.
  static Optional<List<Plan.Clarification>> answered(List<Step> steps) {
    return steps.reversed().stream()
        .filter(Step.Planned.class::isInstance)
        .map(Step.Planned.class::cast)
        .findFirst()
        .filter(Step.Planned::wantsNewPlan)
        .map(planned -> planned.plan().questions());
  }

  /// How often a person has answered.
  static int timesAnswered(List<Step> steps) {
    return (int) steps.stream().filter(step -> isBy(step, ANSWERED)).count();
  }

  static boolean isApproved(List<Step> steps) {
    return steps.stream().anyMatch(step -> isBy(step, APPROVED));
  }

  /// The steps up to the last one that a person wrote; empty where none did.
  static List<Step> written(List<Step> steps) {
    for (int i = steps.size(); i > 0; i--) {
      if (isByAPerson(steps.get(i - 1))) {
        return steps.subList(0, i);
      }
    }
    return List.of();
  }

  /// Notes what somebody answered to the questions of the plan.
  ///
  /// @param answers one for each question; blank for none
  PlanOutcome answer(String run, String seen, List<String> answers) {
    Optional<Plan> current =
        current(StepJson.steps(store, run)).filter(plan -> !plan.questions().isEmpty());
    if (current.isEmpty()) {
      return new PlanOutcome.Refused(
          "the plan of run " + run + " asks nothing; approve it, or put another in its place");
    }
    Plan now = current.get();
    if (!seen.equals(now.sha256())) {
      return new PlanOutcome.Stale(now.sha256());
    }
    if (answers.size() != now.questions().size()) {
      return new PlanOutcome.Unfit(
          "the plan asks "
              + now.questions().size()
              + " questions; answers must be as many, blank where there is none");
    }
    return review(run, seen, now.answered(answers), ANSWERED);
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

  private static boolean isByAPerson(Step step) {
    return isBy(step, EDITED) || isBy(step, ANSWERED) || isBy(step, APPROVED);
  }

  private static boolean isBy(Step step, String word) {
    return step instanceof Step.Planned planned
        && planned.turn().isByRule()
        && planned.turn().chooser().equals(word);
  }
}
