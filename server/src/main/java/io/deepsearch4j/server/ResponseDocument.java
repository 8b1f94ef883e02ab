package io.deepsearch4j.server;

import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.ToolCall;
import io.deepsearch4j.chat.Usage;
import java.time.Instant;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A response as the responses API writes it.
final class ResponseDocument {
  private final ObjectNode node;
  private final ArrayNode output;

  /// Where a response stands. A closed list.
  enum Status {
    QUEUED("queued"),
    IN_PROGRESS("in_progress"),
    COMPLETED("completed"),
    INCOMPLETE("incomplete"),
    FAILED("failed"),
    CANCELLED("cancelled");

    private final String word;

    Status(String word) {
      this.word = word;
    }

    boolean isEnded() {
      return this != QUEUED && this != IN_PROGRESS;
    }
  }

  ResponseDocument(String id, String model, Status status, boolean background, Instant created) {
    this.node = Json.MAPPER.createObjectNode();
    node.put("id", id);
    node.put("object", "response");
    node.put("created_at", created.getEpochSecond());
    node.put("status", status.word);
    node.put("background", background);
    node.put("model", model);
    node.putNull("error");
    node.putNull("incomplete_details");
    node.putNull("instructions");
    node.putObject("metadata");
    this.output = node.putArray("output");
    node.put("parallel_tool_calls", true);
    node.put("tool_choice", "auto");
    node.putArray("tools");
    node.putNull("temperature");
    node.putNull("top_p");
  }

  ObjectNode node() {
    return node;
  }

  ResponseDocument failed(String sentence) {
    node.putObject("error").put("code", "server_error").put("message", sentence);
    return this;
  }

  ResponseDocument incomplete(String reason) {
    node.putObject("incomplete_details").put("reason", reason);
    return this;
  }

  ResponseDocument reasoning(String id, Iterable<String> lines) {
    ArrayNode summary = item("reasoning", id).putArray("summary");
    lines.forEach(line -> summary.addObject().put("type", "summary_text").put("text", line));
    return this;
  }

  ResponseDocument search(String id, String query) {
    item("web_search_call", id)
        .put("status", "completed")
        .putObject("action")
        .put("type", "search")
        .put("query", query);
    return this;
  }

  /// The answer with its citations.
  ResponseDocument message(String id, CitedText text) {
    ObjectNode message = item("message", id).put("role", "assistant").put("status", "completed");
    ObjectNode part =
        message.putArray("content").addObject().put("type", "output_text").put("text", text.text());
    ArrayNode annotations = part.putArray("annotations");
    for (CitedText.Annotation one : text.annotations()) {
      ObjectNode annotation = Json.MAPPER.valueToTree(one);
      annotations.add(annotation.put("type", "url_citation"));
    }
    part.putArray("logprobs");
    return this;
  }

  ResponseDocument call(String id, ToolCall call) {
    item("function_call", id)
        .put("status", "completed")
        .put("call_id", call.id())
        .put("name", call.tool())
        .put("arguments", call.arguments());
    return this;
  }

  ResponseDocument usage(Usage usage) {
    ObjectNode spent = node.putObject("usage");
    spent.put("input_tokens", usage.prompt());
    spent.putObject("input_tokens_details").put("cached_tokens", usage.cached());
    spent.put("output_tokens", usage.completion());
    spent.putObject("output_tokens_details").put("reasoning_tokens", usage.reasoning());
    spent.put("total_tokens", usage.total());
    return this;
  }

  private ObjectNode item(String type, String id) {
    return output.addObject().put("type", type).put("id", id);
  }

  static Status status(Reply.Finish finish) {
    return switch (finish) {
      case STOP, TOOL_CALLS -> Status.COMPLETED;
      case LENGTH, CONTENT_FILTER -> Status.INCOMPLETE;
    };
  }
}
