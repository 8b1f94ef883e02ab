package io.deepsearch4j.server;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.deepsearch4j.agent.Step;
import io.deepsearch4j.agent.StoredStep;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A step as it is sent: what a program sorts by, a line for people, and the step itself as it is
/// stored.
///
/// @param text one line, in English
/// @param step the stored JSON, unchanged
record StepView(
    int position,
    String episode,
    String kind,
    Instant created,
    String text,
    @JsonRawValue String step) {
  private static final JsonMapper STEPS = JsonMapper.builder().build();

  static StepView of(StoredStep stored) {
    return new StepView(
        stored.seq(),
        stored.episode(),
        stored.kind(),
        stored.created(),
        Narration.line(step(stored)),
        stored.body());
  }

  static Step step(StoredStep stored) {
    try {
      return STEPS.readValue(stored.body(), Step.class);
    } catch (JacksonException e) {
      throw new ServerException(
          "step " + stored.seq() + " was stored by another version; ask the question again", e);
    }
  }
}
