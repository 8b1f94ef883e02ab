package io.deepsearch4j.agent;

import java.util.EnumSet;
import java.util.Set;

/// Where a run stands. What it is busy with (planning, searching, verifying) is told by its steps.
public enum RunState {
  /// Waits for a process.
  QUEUED,
  /// A process goes on with it; or did, until it died.
  RUNNING,
  /// Has a plan, and no process goes on with it until the plan is approved.
  WAITING,
  /// Somebody asked to stop it, and its process has not stopped yet.
  CANCELLING,
  /// Ended with a supported answer.
  COMPLETED,
  /// Ended with an answer from what was known when a limit was reached.
  PARTIAL,
  /// Ended without an answer, because of an error.
  FAILED,
  /// Ended because somebody asked for it.
  CANCELLED;

  /// Whether the run is over, and only resuming it could change it.
  public boolean isEnded() {
    return switch (this) {
      case QUEUED, RUNNING, WAITING, CANCELLING -> false;
      case COMPLETED, PARTIAL, FAILED, CANCELLED -> true;
    };
  }

  /// The states from which a run may come to this one. A wish to cancel is never forgotten, and an
  /// end is final.
  Set<RunState> predecessors() {
    return switch (this) {
      case QUEUED, CANCELLING, RUNNING -> EnumSet.of(QUEUED, RUNNING);
      case WAITING -> EnumSet.of(RUNNING);
      case COMPLETED, PARTIAL, FAILED, CANCELLED -> EnumSet.of(QUEUED, RUNNING, CANCELLING);
    };
  }
}
