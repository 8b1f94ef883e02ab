package io.deepsearch4j.server;

import io.deepsearch4j.chat.ChatException;
import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Delta;
import io.deepsearch4j.chat.Reply;
import java.util.function.Consumer;

/// A model that takes its time over each reply, as a real one does.
record Slow(ChatModel model, long millis) implements ChatModel {
  @Override
  public String name() {
    return model.name();
  }

  @Override
  public Reply reply(ChatRequest request, Consumer<Delta> watcher) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChatException(ChatException.Kind.CANCELLED, "the call was cancelled", e);
    }
    return model.reply(request, watcher);
  }
}
