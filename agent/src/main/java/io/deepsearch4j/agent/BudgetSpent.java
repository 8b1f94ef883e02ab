package io.deepsearch4j.agent;

/// A call was not made because it could have cost more than is left. Thrown from deep inside a
/// step; the loop turns it into [Step.Stopped].
final class BudgetSpent extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final StopReason reason;

  BudgetSpent(StopReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  StopReason reason() {
    return reason;
  }
}
