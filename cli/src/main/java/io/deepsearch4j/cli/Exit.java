package io.deepsearch4j.cli;

import io.deepsearch4j.agent.Answer;
import io.deepsearch4j.agent.RunState;

/// What the exit code says to scripts.
final class Exit {
  static final int DONE = 0;
  static final int FAILED = 1;

  /// Wrong usage or setting.
  static final int USAGE = 2;

  static final int PARTIAL = 3;
  static final int CANCELLED = 130;

  private Exit() {}

  /// The code of a run that has ended. A limit reached with nothing known is a failure.
  static int of(RunState state, Answer answer) {
    return switch (state) {
      case COMPLETED -> DONE;
      case PARTIAL -> answer.answer().isBlank() && answer.sentences().isEmpty() ? FAILED : PARTIAL;
      case CANCELLED -> CANCELLED;
      case FAILED, QUEUED, RUNNING, WAITING, CANCELLING -> FAILED;
    };
  }
}
