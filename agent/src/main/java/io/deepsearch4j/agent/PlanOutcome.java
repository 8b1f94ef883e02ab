package io.deepsearch4j.agent;

/// What came of a wish about the plan of a run.
public sealed interface PlanOutcome {
  /// It was done; the plan has this hash now.
  record Done(String sha256) implements PlanOutcome {}

  /// Nothing was done, because the plan is another one than the asker has seen.
  record Stale(String sha256) implements PlanOutcome {}

  /// Nothing was done, because what was sent does not fit the plan; this sentence says how.
  record Unfit(String why) implements PlanOutcome {}

  /// Nothing was done, and this sentence says why.
  record Refused(String why) implements PlanOutcome {}
}
