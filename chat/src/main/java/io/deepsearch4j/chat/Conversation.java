package io.deepsearch4j.chat;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Messages as a lesson: what was said, with which tools, and how the last reply was thought. One
/// JSON line.
///
/// The model learns from the assistant's words; see [Span.Voice].
public record Conversation(List<Message> messages, List<ToolSpec> tools, Thinking thinking) {
  private static final String FORMAT = "deepsearch4j/conversation/1";
  private static final int MOST_CHARACTERS = 64 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  public Conversation {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    Objects.requireNonNull(thinking);
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("a conversation needs at least one message");
    }
  }

  @JsonPropertyOrder({"format", "thinking", "tools", "messages"})
  private record Line(
      String format, Thinking thinking, List<ToolSpec> tools, List<Message> messages) {}

  /// The conversation on one line, without the line break.
  public String toJsonLine() {
    return JSON.writeValueAsString(new Line(FORMAT, thinking, tools, messages));
  }

  /// Reads a line back.
  ///
  /// @throws IllegalArgumentException when it is no conversation of a format we know
  public static Conversation parse(String line) {
    if (line.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "a conversation line has at most " + MOST_CHARACTERS + " characters");
    }
    try {
      Line read = JSON.readValue(line, Line.class);
      if (read == null || !FORMAT.equals(read.format())) {
        throw new IllegalArgumentException("the line does not say \"format\": \"" + FORMAT + "\"");
      }
      return new Conversation(read.messages(), read.tools(), read.thinking());
    } catch (JacksonException | NullPointerException e) {
      throw new IllegalArgumentException("the line is not a conversation in " + FORMAT, e);
    }
  }
}
