package io.deepsearch4j.server;

import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Delta;
import io.deepsearch4j.chat.Reply;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A model that says very much while it makes its second reply.
record Flood(ChatModel model, int pieces, String piece, AtomicInteger asked) implements ChatModel {
  Flood(ChatModel model, int pieces, int size) {
    this(model, pieces, "x".repeat(size), new AtomicInteger());
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public Reply reply(ChatRequest request, Consumer<Delta> watcher) {
    if (asked.incrementAndGet() == 2) {
      for (int i = 0; i < pieces; i++) {
        watcher.accept(new Delta.Reasoning(piece));
      }
    }
    return model.reply(request, watcher);
  }
}
