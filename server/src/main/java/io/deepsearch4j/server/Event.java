package io.deepsearch4j.server;

import io.deepsearch4j.agent.StoredStep;
import java.nio.charset.StandardCharsets;

/// Something that happened in a run, as it is sent to whoever watches. Its bytes are made once,
/// however many watch.
final class Event {
  static final int NO_STEP = -1;

  private final String type;
  private final int position;
  private final String text;
  private final byte[] frame;

  /// @param position of the step it tells of; negative for what is told once and not again
  /// @param data JSON, one line
  /// @param text the same for people; may be empty
  Event(String type, int position, String data, String text) {
    this.type = type;
    this.position = position;
    this.text = text;
    String id = position >= 0 ? "id: " + position + "\n" : "";
    this.frame =
        ("event: " + type + "\n" + id + "data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  static Event passing(String type, Object data) {
    return new Event(type, NO_STEP, Json.text(data), "");
  }

  static Event of(StoredStep stored) {
    StepView view = StepView.of(stored);
    return new Event("step", stored.seq(), Json.text(view), view.text());
  }

  String type() {
    return type;
  }

  int position() {
    return position;
  }

  String text() {
    return text;
  }

  /// The event as server-sent events are written; nobody may change it.
  byte[] frame() {
    return frame;
  }

  boolean isStep() {
    return position >= 0;
  }
}
