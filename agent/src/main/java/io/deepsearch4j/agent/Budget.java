package io.deepsearch4j.agent;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/// What an episode or a run may cost.
///
/// @param promptTokens of a single call
/// @param tokens of all calls together
/// @param wall active time
/// @param money zero for no limit
public record Budget(
    int toolCalls, int modelCalls, int promptTokens, long tokens, Duration wall, BigDecimal money) {

  public Budget {
    if (toolCalls < 0 || modelCalls < 1 || promptTokens < 1_000 || tokens < 1_000) {
      throw new IllegalArgumentException(
          "a budget needs at least one model call and a thousand tokens");
    }
    if (wall.isNegative() || wall.isZero()) {
      throw new IllegalArgumentException("a budget needs some time");
    }
    if (money.signum() < 0) {
      throw new IllegalArgumentException("a budget of money must not be negative");
    }
  }

  /// Which limit has been reached, if any.
  Optional<StopReason> exceededBy(Spent spent) {
    if (spent.toolCalls() >= toolCalls) {
      return Optional.of(StopReason.MAX_TOOL_CALLS);
    }
    if (spent.modelCalls() >= modelCalls) {
      return Optional.of(StopReason.MAX_MODEL_CALLS);
    }
    if (spent.usage().total() >= tokens) {
      return Optional.of(StopReason.MAX_TOKENS);
    }
    if (spent.millis() >= wall.toMillis()) {
      return Optional.of(StopReason.WALL_TIME);
    }
    if (money.signum() > 0 && spent.money().compareTo(money) >= 0) {
      return Optional.of(StopReason.MAX_COST);
    }
    return Optional.empty();
  }
}
