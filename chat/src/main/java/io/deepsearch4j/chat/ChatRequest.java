package io.deepsearch4j.chat;

import java.util.List;
import java.util.Objects;

/// What goes in: a value, so that the same request can be computed again and compared.
///
/// @param outputSchema JSON schema that the reply's text must obey, as text; empty for free text
/// @param forms shapes that the reply may have; free where a schema or tools say what may come
/// @param logProbabilities how many of the likeliest tokens are wanted at each place of the reply
///   beside the chosen one; -1 if no log-probabilities are wanted. Models that tell none pass over
///   it
public record ChatRequest(
    List<Message> messages,
    List<ToolSpec> tools,
    Thinking thinking,
    Sampling sampling,
    String outputSchema,
    ReplyForms forms,
    int logProbabilities) {
  /// So many of the likeliest tokens can be asked for.
  public static final int MOST_LIKELIEST = 20;

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
    if (logProbabilities < -1 || logProbabilities > MOST_LIKELIEST) {
      throw new IllegalArgumentException(
          "the likeliest tokens of a place are 0 to %d, or -1 for none, not %d"
              .formatted(MOST_LIKELIEST, logProbabilities));
    }
  }

  /// The same under another sampling.
  public ChatRequest withSampling(Sampling other) {
    return new ChatRequest(messages, tools, thinking, other, outputSchema, forms, logProbabilities);
  }

  /// The same with log-probabilities, or without.
  public ChatRequest withLogProbabilities(int likeliest) {
    return new ChatRequest(messages, tools, thinking, sampling, outputSchema, forms, likeliest);
  }

  /// Whether log-probabilities are wanted.
  public boolean wantsLogProbabilities() {
    return logProbabilities >= 0;
  }

  /// A request without log-probabilities.
  public ChatRequest(
      List<Message> messages,
      List<ToolSpec> tools,
      Thinking thinking,
      Sampling sampling,
      String outputSchema,
      ReplyForms forms) {
    this(messages, tools, thinking, sampling, outputSchema, forms, -1);
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
