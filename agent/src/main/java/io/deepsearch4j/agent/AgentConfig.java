package io.deepsearch4j.agent;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;

/// How the agent works on a question.
///
/// @param depth how much may be spent, as a word
/// @param maxSteps tool calls of a run; 0 for what the depth gives
/// @param maxMinutes active minutes of a run; 0 for what the depth gives
/// @param maxTokens of a run; 0 for what the depth gives
/// @param maxCost money of a run, in the currency of the configured prices; 0 for no limit
/// @param attempts how many independent drafts are made and verified; 0 for what the depth gives
/// @param revisions how often a draft may be sent back; negative for what the depth gives
/// @param policy which of several drafts is taken
/// @param window tokens of a single request at most
/// @param style in how many words models are asked
public record AgentConfig(
    Depth depth,
    int maxSteps,
    int maxMinutes,
    long maxTokens,
    BigDecimal maxCost,
    int attempts,
    int revisions,
    Selection.Policy policy,
    int window,
    Pace pace,
    Style style) {

  /// In how many words models are asked.
  public enum Style {
    /// In shorthand where the model speaks it, in full otherwise.
    AUTO,
    /// With instructions, tools and JSON.
    FULL,
    /// As small models were trained to be asked; see docs/shorthand.md.
    SHORTHAND
  }

  /// How much work a question is worth.
  public enum Depth {
    QUICK(15, 25, 60_000, 300_000, Duration.ofMinutes(3), 0, 1, 0),
    STANDARD(100, 120, 110_000, 4_000_000, Duration.ofMinutes(30), 15, 1, 1),
    DEEP(300, 400, 110_000, 20_000_000, Duration.ofMinutes(150), 15, 3, 2);

    final int toolCalls;
    final int modelCalls;
    final int promptTokens;
    final long tokens;
    final Duration wall;
    final int verifierCalls;
    final int attempts;
    final int revisions;

    Depth(
        int toolCalls,
        int modelCalls,
        int promptTokens,
        long tokens,
        Duration wall,
        int verifierCalls,
        int attempts,
        int revisions) {
      this.toolCalls = toolCalls;
      this.modelCalls = modelCalls;
      this.promptTokens = promptTokens;
      this.tokens = tokens;
      this.wall = wall;
      this.verifierCalls = verifierCalls;
      this.attempts = attempts;
      this.revisions = revisions;
    }
  }

  public static final AgentConfig DEFAULT =
      new AgentConfig(
          Depth.STANDARD,
          0,
          0,
          0,
          BigDecimal.ZERO,
          0,
          -1,
          Selection.Policy.WEIGHTED,
          110_000,
          Pace.DEFAULT,
          Style.AUTO);

  public AgentConfig {
    Objects.requireNonNull(depth);
    Objects.requireNonNull(policy);
    Objects.requireNonNull(pace);
    // Runs stored before there were styles lack it.
    style = style == null ? Style.FULL : style;
    if (maxSteps < 0 || maxMinutes < 0 || maxTokens < 0 || attempts < 0) {
      throw new IllegalArgumentException(
          "agent.max-steps, max-minutes, max-tokens and attempts must not be negative; 0 means what"
              + " the depth gives");
    }
    if (maxCost.signum() < 0) {
      throw new IllegalArgumentException("agent.max-cost must not be negative, not " + maxCost);
    }
    if (window < 2_000) {
      throw new IllegalArgumentException("agent.window must be at least 2000, not " + window);
    }
  }

  /// The same at another pace.
  public AgentConfig withPace(Pace other) {
    return new AgentConfig(
        depth,
        maxSteps,
        maxMinutes,
        maxTokens,
        maxCost,
        attempts,
        revisions,
        policy,
        window,
        other,
        style);
  }

  /// The same in another style.
  public AgentConfig withStyle(Style other) {
    return new AgentConfig(
        depth,
        maxSteps,
        maxMinutes,
        maxTokens,
        maxCost,
        attempts,
        revisions,
        policy,
        window,
        pace,
        other);
  }

  /// What a whole run may spend.
  public Budget budget() {
    return new Budget(
        maxSteps > 0 ? maxSteps : depth.toolCalls,
        maxSteps > 0 ? modelCallsFor(maxSteps) : depth.modelCalls,
        Math.min(depth.promptTokens, window),
        maxTokens > 0 ? Math.max(1_000, maxTokens) : depth.tokens,
        maxMinutes > 0 ? Duration.ofMinutes(maxMinutes) : depth.wall,
        maxCost);
  }

  // More tool calls need more choices.
  private int modelCallsFor(int steps) {
    return (int)
        Math.min(
            Integer.MAX_VALUE,
            Math.max(depth.modelCalls, (long) depth.modelCalls * steps / depth.toolCalls));
  }

  int drafts() {
    return attempts > 0 ? attempts : depth.attempts;
  }

  int sendBacks() {
    if (revisions >= 0) {
      return revisions;
    }
    // Asked again in the same few words, a small model says the same again.
    return style == Style.SHORTHAND ? 0 : depth.revisions;
  }
}
