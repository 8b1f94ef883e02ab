package io.deepsearch4j.chat;

import java.util.List;
import java.util.Objects;

/// What goes in: a value, so that the same request can be computed again and compared.
///
/// @param outputSchema JSON schema that the reply's text must obey, as text; empty for free text
/// @param forms shapes that the reply may have; free where a schema or tools say what may come
public record ChatRequest(
    List<Message> messages,
    List<ToolSpec> tools,
    Thinking thinking,
    Sampling sampling,
    String outputSchema,
    ReplyForms forms) {
  public ChatRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    Objects.requireNonNull(thinking);
    Objects.requireNonNull(sampling);
    Objects.requireNonNull(outputSchema);
    Objects.requireNonNull(forms);
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("a request needs at least one message");
    }
    if (!forms.isFree() && !(tools.isEmpty() && outputSchema.isEmpty())) {
      throw new IllegalArgumentException("a request has forms, or tools and a schema, not both");
    }
  }

  /// The same under another sampling.
  public ChatRequest withSampling(Sampling other) {
    return new ChatRequest(messages, tools, thinking, other, outputSchema, forms);
  }

  /// A request whose reply has no forms.
  public ChatRequest(
      List<Message> messages,
      List<ToolSpec> tools,
      Thinking thinking,
      Sampling sampling,
      String outputSchema) {
    this(messages, tools, thinking, sampling, outputSchema, ReplyForms.FREE);
  }
}
