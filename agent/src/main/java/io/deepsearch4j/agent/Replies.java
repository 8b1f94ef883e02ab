package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.web.PageStore;
import tools.jackson.databind.json.JsonMapper;

/// Replies as steps keep them, and the hash by which a request is known again.
final class Replies {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private Replies() {}

  /// The SHA-256 of everything that goes into a request.
  static String sha256(ChatRequest request) {
    return PageStore.sha256(JSON.writeValueAsBytes(request));
  }

  static Turn turn(Reply reply, ChatRequest request) {
    return new Turn(
        reply.model(),
        request.thinking(),
        reply.message(),
        sha256(request),
        reply.finish(),
        reply.modeIgnored(),
        reply.remarks());
  }
}
