package io.deepsearch4j.cli;

import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Delta;
import io.deepsearch4j.chat.Reply;
import java.util.function.Consumer;

/// A model that always writes the likeliest token, so that a measurement can be repeated.
record Greedy(ChatModel model) implements ChatModel {

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public boolean tellsLogProbabilities() {
    return model.tellsLogProbabilities();
  }

  @Override
  public Reply reply(ChatRequest request, Consumer<Delta> watcher) {
    return model.reply(request.withSampling(request.sampling().withTemperature(0)), watcher);
  }
}
