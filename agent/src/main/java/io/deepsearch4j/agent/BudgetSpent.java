package io.deepsearch4j.agent;

/// A call was not made because it could have cost more than is left. Thrown from deep inside a
/// step; the loop turns it into [Step.Stopped].
final class BudgetSpent extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final StopReason reason;
  private final String why;

  BudgetSpent(StopReason reason, String message) {
    super(message);
    this.reason = reason;
    this.why = message;
  }

  String why() {
    return why;
  }

  StopReason reason() {
    return reason;
  }
}
