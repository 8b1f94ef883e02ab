package io.deepsearch4j.cli;

import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Delta;
import io.deepsearch4j.chat.Reply;
import java.util.function.Consumer;

/// One model for slow replies and another for fast ones.
record TwoPaces(ChatModel slow, ChatModel fast) implements ChatModel {

  @Override
  public String name() {
    return slow.name();
  }

  @Override
  public boolean tellsLogProbabilities() {
    return slow.tellsLogProbabilities() && fast.tellsLogProbabilities();
  }

  @Override
  public Reply reply(ChatRequest request, Consumer<Delta> watcher) {
    return switch (request.thinking()) {
      case SLOW -> slow.reply(request, watcher);
      case FAST -> fast.reply(request, watcher);
    };
  }
}
