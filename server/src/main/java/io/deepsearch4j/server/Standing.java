package io.deepsearch4j.server;

import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Step;
import io.deepsearch4j.agent.StopReason;
import io.deepsearch4j.agent.StoredStep;
import java.util.Locale;
import java.util.Optional;

/// Where a run stands, in the words of the API.
///
/// @param stopReason why it ended; `none` while it has not
record Standing(State state, Reason stopReason) {

  /// What a run is doing, or how it ended. A closed list.
  enum State {
    QUEUED,
    PLANNING,
    AWAITING_APPROVAL,
    RUNNING,
    VERIFYING,
    CANCELLING,
    COMPLETED,
    PARTIAL,
    FAILED,
    CANCELLED;

    boolean isEnded() {
      return switch (this) {
        case QUEUED, PLANNING, AWAITING_APPROVAL, RUNNING, VERIFYING, CANCELLING -> false;
        case COMPLETED, PARTIAL, FAILED, CANCELLED -> true;
      };
    }
  }

  /// Why a run ended. A closed list.
  enum Reason {
    NONE,
    ANSWERED,
    MAX_TOOL_CALLS,
    MAX_MODEL_CALLS,
    MAX_TOKENS,
    WALL_TIME,
    MAX_COST,
    LOOP,
    NO_PROGRESS,
    EXHAUSTED,
    MODEL_ERROR,
    CANCELLED,
    ASKED_TO_FINISH,
    ERROR
  }

  static Standing of(RunStore store, String run) {
    return of(store.find(run).orElseThrow(ProblemException::noSuchRun), store.lastStep(run));
  }

  static Standing of(Run run, Optional<StoredStep> lastStep) {
    State state =
        switch (run.state()) {
          case QUEUED -> State.QUEUED;
          case RUNNING -> working(lastStep);
          case WAITING -> State.AWAITING_APPROVAL;
          case CANCELLING -> State.CANCELLING;
          case COMPLETED -> State.COMPLETED;
          case PARTIAL -> State.PARTIAL;
          case FAILED -> State.FAILED;
          case CANCELLED -> State.CANCELLED;
        };
    return new Standing(state, state.isEnded() ? reason(run.stopReason()) : Reason.NONE);
  }

  private static State working(Optional<StoredStep> lastStep) {
    return lastStep.map(Standing::after).orElse(State.PLANNING);
  }

  private static State after(StoredStep step) {
    if (step.episode().startsWith("verify/") && !step.kind().equals("verified")) {
      return State.VERIFYING;
    }
    boolean answered =
        step.kind().equals("planned")
            && StepView.step(step) instanceof Step.Planned planned
            && planned.wantsNewPlan();
    return answered ? State.PLANNING : State.RUNNING;
  }

  // The queue says of a run that its worker left open what no answer says.
  private static Reason reason(String word) {
    if (word.isEmpty()) {
      return Reason.NONE;
    }
    if (word.equals("ERROR")) {
      return Reason.ERROR;
    }
    return switch (StopReason.valueOf(word.toUpperCase(Locale.ROOT))) {
      case ANSWERED -> Reason.ANSWERED;
      case MAX_TOOL_CALLS -> Reason.MAX_TOOL_CALLS;
      case MAX_MODEL_CALLS -> Reason.MAX_MODEL_CALLS;
      case MAX_TOKENS -> Reason.MAX_TOKENS;
      case WALL_TIME -> Reason.WALL_TIME;
      case MAX_COST -> Reason.MAX_COST;
      case LOOP -> Reason.LOOP;
      case NO_PROGRESS -> Reason.NO_PROGRESS;
      case EXHAUSTED -> Reason.EXHAUSTED;
      case MODEL_ERROR -> Reason.MODEL_ERROR;
      case CANCELLED -> Reason.CANCELLED;
      case ASKED_TO_FINISH -> Reason.ASKED_TO_FINISH;
    };
  }
}
