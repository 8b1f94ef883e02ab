package io.deepsearch4j.chat;

import java.util.List;

/// A piece of a reply, as it comes.
public sealed interface Delta {
  record Text(String piece) implements Delta {}

  record Reasoning(String piece) implements Delta {}

  /// Tokens of the text that comes next; only where a request wants log-probabilities.
  record Likelihoods(List<LikelyToken> tokens) implements Delta {
    public Likelihoods {
      tokens = List.copyOf(tokens);
    }
  }
}
