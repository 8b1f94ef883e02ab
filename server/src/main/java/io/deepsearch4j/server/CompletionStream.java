package io.deepsearch4j.server;

import io.deepsearch4j.chat.Delta;
import io.deepsearch4j.chat.LikelyToken;
import io.deepsearch4j.chat.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// A completion that is sent in chunks while its pieces come. Not safe to share.
final class CompletionStream implements ModelCalls.Pieces {
  private final EventWriter out;
  private final Completions completions;

  /// Of tokens whose text has not been sent yet.
  private final List<LikelyToken> likelihoods = new ArrayList<>();

  CompletionStream(EventWriter out, Completions completions) {
    this.out = out;
    this.completions = completions;
  }

  void begin() throws IOException {
    send(completions.chunk(Completions.delta("role", "assistant")));
  }

  @Override
  public void piece(Delta delta) throws IOException {
    switch (delta) {
      case Delta.Likelihoods(var tokens) -> likelihoods.addAll(tokens);
      case Delta.Text(var text) ->
          send(weighed(completions.chunk(Completions.delta("content", text))));
      case Delta.Reasoning(var text) ->
          send(completions.chunk(Completions.delta("reasoning_content", text)));
    }
  }

  void end(Reply reply) throws IOException {
    if (!reply.message().calls().isEmpty()) {
      send(completions.chunk(Completions.callsDelta(reply.message().calls())));
    }
    send(weighed(completions.last(reply.finish())));
  }

  void cost(ObjectNode usage) throws IOException {
    send(completions.cost(usage));
  }

  private ObjectNode weighed(ObjectNode chunk) {
    if (!likelihoods.isEmpty()) {
      Completions.weigh(chunk, likelihoods);
      likelihoods.clear();
    }
    return chunk;
  }

  private void send(ObjectNode chunk) throws IOException {
    out.data(chunk.toString());
  }
}
