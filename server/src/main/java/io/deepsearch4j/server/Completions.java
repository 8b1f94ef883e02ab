package io.deepsearch4j.server;

import io.deepsearch4j.chat.LikelyToken;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.ToolCall;
import io.deepsearch4j.chat.Usage;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Completions and their chunks as the chat API writes them.
///
/// @param created seconds since 1970
record Completions(String id, String model, long created) {

  /// A whole completion.
  ObjectNode whole(Message.Assistant message, Reply.Finish finish, ObjectNode usage) {
    ObjectNode whole = head("chat.completion");
    ObjectNode choice = whole.putArray("choices").addObject();
    choice.put("index", 0);
    ObjectNode said = choice.putObject("message");
    said.put("role", "assistant");
    said.put("content", message.text());
    said.putNull("refusal");
    if (!message.reasoning().isEmpty()) {
      said.put("reasoning_content", message.reasoning());
    }
    if (!message.calls().isEmpty()) {
      calls(said.putArray("tool_calls"), message.calls());
    }
    choice.putNull("logprobs");
    choice.put("finish_reason", word(finish));
    whole.set("usage", usage);
    return whole;
  }

  /// Puts beside the choice of a completion or a chunk how likely its tokens were.
  static void weigh(ObjectNode completion, List<LikelyToken> tokens) {
    ((ObjectNode) completion.path("choices").path(0)).set("logprobs", LogProbabilities.of(tokens));
  }

  /// A chunk with a piece of the message.
  ObjectNode chunk(ObjectNode delta) {
    ObjectNode chunk = head("chat.completion.chunk");
    ObjectNode choice = chunk.putArray("choices").addObject();
    choice.put("index", 0);
    choice.set("delta", delta);
    choice.putNull("logprobs");
    choice.putNull("finish_reason");
    return chunk;
  }

  /// The chunk that says why the message ends.
  ObjectNode last(Reply.Finish finish) {
    ObjectNode chunk = chunk(Json.MAPPER.createObjectNode());
    ((ObjectNode) chunk.path("choices").path(0)).put("finish_reason", word(finish));
    return chunk;
  }

  /// The chunk that tells the cost and nothing else.
  ObjectNode cost(ObjectNode usage) {
    ObjectNode chunk = head("chat.completion.chunk");
    chunk.putArray("choices");
    chunk.set("usage", usage);
    return chunk;
  }

  static ObjectNode delta(String field, String piece) {
    return Json.MAPPER.createObjectNode().put(field, piece);
  }

  static ObjectNode callsDelta(List<ToolCall> calls) {
    ObjectNode delta = Json.MAPPER.createObjectNode();
    ArrayNode list = delta.putArray("tool_calls");
    calls(list, calls);
    for (int i = 0; i < calls.size(); i++) {
      ((ObjectNode) list.path(i)).put("index", i);
    }
    return delta;
  }

  private static void calls(ArrayNode list, List<ToolCall> calls) {
    for (ToolCall call : calls) {
      ObjectNode one = list.addObject();
      one.put("id", call.id());
      one.put("type", "function");
      ObjectNode function = one.putObject("function");
      function.put("name", call.tool());
      function.put("arguments", call.arguments());
    }
  }

  static ObjectNode usage(Usage usage) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("prompt_tokens", usage.prompt());
    node.put("completion_tokens", usage.completion());
    node.put("total_tokens", usage.total());
    node.putObject("prompt_tokens_details").put("cached_tokens", usage.cached());
    node.putObject("completion_tokens_details").put("reasoning_tokens", usage.reasoning());
    return node;
  }

  private ObjectNode head(String object) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("id", id);
    node.put("object", object);
    node.put("created", created);
    node.put("model", model);
    return node;
  }

  static String word(Reply.Finish finish) {
    return switch (finish) {
      case STOP -> "stop";
      case TOOL_CALLS -> "tool_calls";
      case LENGTH -> "length";
      case CONTENT_FILTER -> "content_filter";
    };
  }
}
