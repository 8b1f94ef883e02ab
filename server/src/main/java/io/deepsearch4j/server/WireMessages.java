package io.deepsearch4j.server;

import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Messages as the chat API writes them.
final class WireMessages {
  private static final int MOST = 2_000;

  private WireMessages() {}

  static List<Message> chat(List<JsonNode> written) {
    if (written.isEmpty()) {
      throw Wire.invalid("messages is empty; send at least one");
    }
    if (written.size() > MOST) {
      throw Wire.invalid("at most " + MOST + " messages can be sent");
    }
    var messages = new ArrayList<Message>();
    Map<String, String> toolsByCall = new HashMap<>();
    for (JsonNode one : written) {
      messages.add(message(new Wire(one), toolsByCall));
    }
    return List.copyOf(messages);
  }

  private static Message message(Wire wire, Map<String, String> toolsByCall) {
    String role = wire.text("role", "");
    return switch (role) {
      case "system", "developer" -> new Message.System(content(wire));
      case "user" -> new Message.User(content(wire));
      case "assistant" -> {
        List<ToolCall> calls = wire.list("tool_calls").stream().map(WireMessages::call).toList();
        calls.forEach(call -> toolsByCall.put(call.id(), call.tool()));
        yield new Message.Assistant(content(wire), wire.text("reasoning_content", ""), calls);
      }
      case "tool" -> {
        String id = wire.text("tool_call_id", "");
        String tool = toolsByCall.get(id);
        if (tool == null) {
          throw Wire.invalid("a tool message answers no call; its tool_call_id is unknown");
        }
        yield new Message.ToolResult(id, tool, content(wire));
      }
      default -> throw Wire.invalid("a role must be system, user, assistant or tool");
    };
  }

  private static ToolCall call(JsonNode node) {
    var wire = new Wire(node);
    Wire function = wire.object("function");
    return new ToolCall(
        wire.text("id", ""),
        function.text("name", ""),
        function.text("arguments", "{}"),
        ToolCall.Parse.STRICT);
  }

  private static String content(Wire wire) {
    return wire.field("content").map(WireMessages::text).orElse("");
  }

  /// The text of a content: one text, or a list of parts that are texts.
  static String text(JsonNode content) {
    if (content.isString()) {
      return content.asString();
    }
    var text = new StringBuilder();
    if (!content.isArray()) {
      throw Wire.invalid("content must be a text or a list of parts");
    }
    for (JsonNode part : content) {
      String type = part.path("type").asString("");
      if (!type.equals("text") && !type.equals("input_text") && !type.equals("output_text")) {
        throw Wire.invalid("a part of a content must be text; pictures and files are not read");
      }
      text.append(new Wire(part).text("text", ""));
    }
    return text.toString();
  }
}
