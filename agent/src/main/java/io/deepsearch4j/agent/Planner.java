package io.deepsearch4j.agent;

import java.net.URI;
import java.util.List;

/// Makes a plan of a question. Two planners exist: one that asks a model, one that goes by rules.
interface Planner {

  /// Plans.
  ///
  /// @param seeds addresses the user named; they belong into the plan's key addresses
  Planning plan(Question question, List<URI> seeds, Purchases calls);

  /// A plan and how it came about.
  record Planning(Plan plan, Turn turn) {}
}
