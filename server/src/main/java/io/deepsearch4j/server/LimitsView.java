package io.deepsearch4j.server;

import io.deepsearch4j.agent.AgentConfig;
import io.deepsearch4j.agent.Budget;
import io.deepsearch4j.agent.RunSpec;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The limits in force for a run.
///
/// @param maxCost in the currency of the prices; 0 for no limit
/// @param maxSteps calls of tools
/// @param maxMinutes of active time
/// @param window how many tokens of the model's context a request of the run may fill; absent where
///   no model is asked, and where it is asked in so few words that nobody counts them
record LimitsView(BigDecimal maxCost, int maxSteps, int maxMinutes, @Nullable Integer window) {

  static LimitsView of(RunSpec spec) {
    Budget budget = spec.config().budget();
    boolean counted =
        !spec.models().isEmpty() && spec.config().style() != AgentConfig.Style.SHORTHAND;
    return new LimitsView(
        budget.money(),
        budget.toolCalls(),
        (int) budget.wall().toMinutes(),
        counted ? budget.promptTokens() : null);
  }
}
