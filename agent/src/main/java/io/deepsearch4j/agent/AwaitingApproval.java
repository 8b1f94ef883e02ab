package io.deepsearch4j.agent;

/// The run has a plan and may not go on until somebody has approved it.
final class AwaitingApproval extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AwaitingApproval() {
    super("the plan waits for approval");
  }
}
