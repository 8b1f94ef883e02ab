package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.Sampling;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.chat.ToolCall;
import io.deepsearch4j.chat.ToolSpec;
import io.deepsearch4j.web.PageStore;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Replies as steps keep them, and the hash by which a request is known again.
final class Replies {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private static final int MOST_CALLS = 16;
  private static final int LONGEST = 200_000;

  private Replies() {}

  /// A request without forms, as it was hashed before there were any: stored runs hold these
  /// hashes.
  private record Unformed(
      List<Message> messages,
      List<ToolSpec> tools,
      Thinking thinking,
      Sampling sampling,
      String outputSchema) {}

  private record Formed(Unformed request, String forms) {}

  /// The SHA-256 of everything that goes into a request.
  static String sha256(ChatRequest request) {
    var unformed =
        new Unformed(
            request.messages(),
            request.tools(),
            request.thinking(),
            request.sampling(),
            request.outputSchema());
    // Forms of different kinds look alike in JSON, and not as text.
    Object hashed =
        request.forms().isFree() ? unformed : new Formed(unformed, request.forms().toString());
    return PageStore.sha256(JSON.writeValueAsBytes(hashed));
  }

  /// A reply as far as anybody works with it: what is kept of it is sent again at every step.
  static Reply bounded(Reply reply) {
    Message.Assistant message = reply.message();
    List<ToolCall> calls =
        message.calls().stream().limit(MOST_CALLS).map(Replies::bounded).toList();
    var bounded =
        new Message.Assistant(
            Wording.cut(message.text(), LONGEST), Wording.cut(message.reasoning(), LONGEST), calls);
    if (bounded.equals(message)) {
      return reply;
    }
    var remarks = new ArrayList<>(reply.remarks());
    remarks.add("The reply was longer than a turn may be and was cut.");
    return new Reply(
        bounded, reply.finish(), reply.usage(), reply.model(), reply.modeIgnored(), remarks);
  }

  // Half an argument is none.
  private static ToolCall bounded(ToolCall call) {
    String tool = Wording.cut(call.tool(), 100);
    return call.arguments().length() > LONGEST
        ? new ToolCall(call.id(), tool, "", ToolCall.Parse.BROKEN)
        : new ToolCall(call.id(), tool, call.arguments(), call.parse());
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
