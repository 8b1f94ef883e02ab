package io.deepsearch4j.server;

import io.deepsearch4j.agent.StoredStep;

/// Something that happened in a run, as it is sent to whoever watches.
///
/// @param position of the step it tells of; negative for what is told once and not again
/// @param data JSON, one line
/// @param text the same for people; may be empty
record Event(String type, int position, String data, String text) {
  static final int NO_STEP = -1;

  static Event passing(String type, Object data) {
    return new Event(type, NO_STEP, Json.text(data), "");
  }

  static Event of(StoredStep stored) {
    StepView view = StepView.of(stored);
    return new Event("step", stored.seq(), Json.text(view), view.text());
  }

  boolean isStep() {
    return position >= 0;
  }
}
