package io.deepsearch4j.agent;

/// The run was cancelled by interruption; the thread's interrupt flag is set.
final class Cancelled extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Cancelled() {
    super("the run was cancelled");
  }
}
