package io.deepsearch4j.agent;

import io.deepsearch4j.chat.Usage;
import java.math.BigDecimal;

/// What something cost.
///
/// @param money in the currency of the configured prices; zero where prices are unknown
/// @param millis of active time: waiting for a killed run to be resumed does not count
public record Spent(int modelCalls, int toolCalls, Usage usage, BigDecimal money, long millis) {

  public static final Spent NOTHING = new Spent(0, 0, Usage.NONE, BigDecimal.ZERO, 0);

  public Spent plus(Spent other) {
    return new Spent(
        modelCalls + other.modelCalls,
        toolCalls + other.toolCalls,
        usage.plus(other.usage),
        money.add(other.money),
        millis + other.millis);
  }
}
