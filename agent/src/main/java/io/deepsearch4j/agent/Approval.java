package io.deepsearch4j.agent;

/// Whether a run waits until somebody has approved its plan.
public enum Approval {
  NOT_NEEDED,
  NEEDED
}
