package io.deepsearch4j.chat;

import java.util.function.Consumer;

/// Something that answers messages. Safe to share between threads.
public interface ChatModel {

  /// What to call it in a bill: `openai:gpt-x`, `scripted`.
  String name();

  /// Whether its replies hold log-probabilities where a request wants them.
  default boolean tellsLogProbabilities() {
    return false;
  }

  /// Answers once. Pieces are handed to the watcher as they come, all before this returns.
  ///
  /// @throws ChatException when nobody near can mend it: wrong key, unknown model, endpoint down
  ///   after all retries
  Reply reply(ChatRequest request, Consumer<Delta> watcher);
}
