package io.deepsearch4j.server;

import io.deepsearch4j.agent.AgentConfig.Depth;
import io.deepsearch4j.agent.Approval;
import java.util.Locale;

/// The words of this API and of other services for the same things.
final class Words {
  private Words() {}

  static Depth depth(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "quick", "speed", "fast", "low", "minimal", "search", "summary" -> Depth.QUICK;
      case "standard", "balanced", "medium", "detailed", "research", "research_report" ->
          Depth.STANDARD;
      case "deep", "quality", "high", "xhigh", "report", "detailed_report" -> Depth.DEEP;
      default ->
          throw new IllegalArgumentException(
              "depth must be quick, standard or deep, not " + Plain.line(word, 40));
    };
  }

  static RunWish.Effort effort(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "none", "minimal", "low", "fast" -> RunWish.Effort.LOW;
      case "medium", "auto", "default" -> RunWish.Effort.MEDIUM;
      case "high", "xhigh", "max", "slow" -> RunWish.Effort.HIGH;
      default ->
          throw new IllegalArgumentException(
              "effort must be low, medium or high, not " + Plain.line(word, 40));
    };
  }

  static Approval approval(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "auto" -> Approval.NOT_NEEDED;
      case "ask" -> Approval.NEEDED;
      default ->
          throw new IllegalArgumentException(
              "approval must be auto or ask, not " + Plain.line(word, 40));
    };
  }
}
