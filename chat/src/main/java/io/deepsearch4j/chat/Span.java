package io.deepsearch4j.chat;

import java.util.Objects;

/// A stretch of a conversation rendered as text.
///
/// Only [Kind#CONTROL] may become special tokens; the rest is to be tokenised as plain text,
/// whatever it looks like.
///
/// @param voice whose words they are: what the model wrote is what it learns from
public record Span(String text, Kind kind, Voice voice) {

  /// What a stretch is made of.
  public enum Kind {
    /// The dialect's own tokens, and our own prompt, which may show them.
    CONTROL,
    /// Words of users, tools and the model.
    PLAIN
  }

  /// Who wrote a stretch.
  public enum Voice {
    /// The model's reply, with the token that ends it.
    MODEL,
    /// Prompt, tools, questions and results.
    OTHERS
  }

  public Span {
    Objects.requireNonNull(text);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(voice);
  }
}
