package io.deepsearch4j.chat;

import java.time.Duration;

/// What came of asking an endpoint once.
sealed interface Outcome {
  /// A whole reply.
  record Answered(Assembly assembly) implements Outcome {}

  /// It does not want this request; asking the same again is no use.
  record Refused(Refusal refusal) implements Outcome {}

  /// Something that may pass.
  ///
  /// @param after how long the server asks to wait; zero where it does not say
  record Failed(String why, Duration after) implements Outcome {}
}
