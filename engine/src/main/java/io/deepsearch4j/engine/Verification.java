package io.deepsearch4j.engine;

import java.util.List;

/// How far an engine is from the reference outputs of a checkpoint.
///
/// @param checks one line each
/// @param loss mean cross-entropy of the prompt, natural logarithm
/// @param expectedLoss what the reference had
/// @param firstDifference the first place inside the model that differs beyond the tolerance; empty
///   if none does or no trace lies beside the checkpoint
public record Verification(
    List<Check> checks, double loss, double expectedLoss, String firstDifference) {

  public Verification {
    checks = List.copyOf(checks);
  }

  /// One comparison.
  ///
  /// @param what `logits`, `routing`, `greedy`, `mtp …`
  /// @param difference the largest one; for tokens and experts, how many differ
  /// @param tolerance what is allowed
  /// @param compared how many values or choices were compared
  public record Check(String what, double difference, double tolerance, long compared) {
    public boolean holds() {
      return difference <= tolerance;
    }
  }

  public boolean holds() {
    return checks.stream().allMatch(Check::holds);
  }
}
