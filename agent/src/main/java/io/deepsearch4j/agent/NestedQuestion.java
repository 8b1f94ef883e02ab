package io.deepsearch4j.agent;

import java.util.Optional;

/// A question inside another: what has to be known first, and what is then asked about it.
///
/// @param inner a question of its own
/// @param outer a question about [Chain#PREVIOUS]
record NestedQuestion(String inner, String outer) {

  /// The innermost question, if there is one.
  static Optional<NestedQuestion> in(String question) {
    return question.isEmpty() ? Optional.empty() : Optional.empty();
  }
}
