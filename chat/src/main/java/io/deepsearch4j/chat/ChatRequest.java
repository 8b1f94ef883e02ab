package io.deepsearch4j.chat;

import java.util.List;
import java.util.Objects;

/// What goes in: a value, so that the same request can be computed again and compared.
///
/// @param outputSchema JSON schema that the reply's text must obey, as text; empty for free text
public record ChatRequest(
    List<Message> messages,
    List<ToolSpec> tools,
    Thinking thinking,
    Sampling sampling,
    String outputSchema) {
  public ChatRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    Objects.requireNonNull(thinking);
    Objects.requireNonNull(sampling);
    Objects.requireNonNull(outputSchema);
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("a request needs at least one message");
    }
  }
}
