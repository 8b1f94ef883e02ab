package io.deepsearch4j.server;

import java.io.IOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The events by which the responses API tells of a response while it is made. Not safe to share.
final class ResponseEvents {
  private final EventWriter out;
  private int number;

  ResponseEvents(EventWriter out) {
    this.out = out;
  }

  void begun(ResponseDocument document) throws IOException {
    send("response.created", Json.MAPPER.createObjectNode().set("response", document.node()));
    send("response.in_progress", Json.MAPPER.createObjectNode().set("response", document.node()));
  }

  /// A thought, before the answer begins.
  void thought(String id, String text) throws IOException {
    send(
        "response.reasoning_summary_text.delta",
        Json.MAPPER
            .createObjectNode()
            .put("item_id", "rs_" + id)
            .put("output_index", 0)
            .put("summary_index", 0)
            .put("delta", text));
  }

  /// A piece of the answer.
  void piece(String item, String text) throws IOException {
    send("response.output_text.delta", text(item).put("delta", text));
  }

  /// Everything about a response that has ended, item by item.
  ///
  /// @param told whether its text was told piece by piece already
  void ended(ResponseDocument document, boolean told) throws IOException {
    int index = 0;
    for (JsonNode item : document.node().path("output")) {
      send("response.output_item.added", item(index, item));
      if (item.path("type").asString("").equals("message")) {
        text(item, index, told);
      }
      send("response.output_item.done", item(index, item));
      index++;
    }
    send(
        "response." + document.node().path("status").asString("completed"),
        Json.MAPPER.createObjectNode().set("response", document.node()));
  }

  private void text(JsonNode item, int index, boolean told) throws IOException {
    String id = item.path("id").asString("");
    JsonNode part = item.path("content").path(0);
    String text = part.path("text").asString("");
    if (!told) {
      send("response.output_text.delta", text(id).put("output_index", index).put("delta", text));
    }
    int number = 0;
    for (JsonNode annotation : part.path("annotations")) {
      ObjectNode event = text(id).put("output_index", index).put("annotation_index", number++);
      event.set("annotation", annotation);
      send("response.output_text.annotation.added", event);
    }
    send("response.output_text.done", text(id).put("output_index", index).put("text", text));
  }

  private static ObjectNode text(String item) {
    ObjectNode event = Json.MAPPER.createObjectNode();
    event.put("item_id", item).put("output_index", 0).put("content_index", 0);
    event.putArray("logprobs");
    return event;
  }

  private static ObjectNode item(int index, JsonNode item) {
    ObjectNode event = Json.MAPPER.createObjectNode().put("output_index", index);
    event.set("item", item);
    return event;
  }

  void failed(ProblemException problem) throws IOException {
    send(
        "error",
        Json.MAPPER
            .createObjectNode()
            .put("code", problem.code().word())
            .put("message", problem.getMessage())
            .putNull("param"));
  }

  void heartbeat() throws IOException {
    out.heartbeat();
  }

  private void send(String type, ObjectNode event) throws IOException {
    event.put("type", type).put("sequence_number", number++);
    out.send(new Event(type, Event.NO_STEP, event.toString(), ""));
  }
}
