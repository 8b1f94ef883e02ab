package io.deepsearch4j.agent;

import java.net.URI;
import java.util.List;

/// Makes a plan of a question, by asking a model or by rules.
interface Planner {

  /// Plans.
  ///
  /// @param seeds addresses the user named; they belong into the plan's key addresses
  /// @param answered what the plan before this one asked back, with what was answered; empty for a
  ///   first plan
  Planning plan(
      Question question, List<URI> seeds, List<Plan.Clarification> answered, Purchases calls);

  /// A plan and how it came about.
  record Planning(Plan plan, Turn turn) {}
}
