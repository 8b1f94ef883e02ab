package io.deepsearch4j.engine;

import io.deepsearch4j.engine.grammar.Constraint;
import java.util.Objects;

/// A prompt, and how it is to be continued.
///
/// @param prompt the tokens, the begin token included
/// @param constraint what the reply may say; its state is copied, never moved
public record GenerationRequest(int[] prompt, SamplingOptions options, Constraint constraint) {
  public GenerationRequest {
    prompt = prompt.clone();
    Objects.requireNonNull(options);
    Objects.requireNonNull(constraint);
    if (prompt.length == 0) {
      throw new IllegalArgumentException("a prompt needs at least one token");
    }
  }

  /// A request whose reply may say anything.
  public GenerationRequest(int[] prompt, SamplingOptions options) {
    this(prompt, options, Unconstrained.ANYTHING);
  }
}
