package io.deepsearch4j.chat;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Tools and calls as JSON, the way every family writes them.
final class ToolText {
  private static final JsonMapper JSON = JsonMapper.shared();

  private ToolText() {}

  static ObjectNode schema(ToolSpec tool) {
    ObjectNode entry = JSON.createObjectNode();
    entry.put("type", "function");
    ObjectNode function = entry.putObject("function");
    function.put("name", tool.name());
    function.put("description", tool.description());
    function.set("parameters", parameters(tool));
    return entry;
  }

  private static JsonNode parameters(ToolSpec tool) {
    try {
      return JSON.readTree(tool.parameters());
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "the parameters of tool " + tool.name() + " are not a JSON schema", e);
    }
  }

  /// One schema per line between `<tools>` tags, and how to call; empty without tools.
  static String offer(List<ToolSpec> tools, String howToCall) {
    if (tools.isEmpty()) {
      return "";
    }
    return tools.stream()
        .map(tool -> schema(tool).toString())
        .collect(Collectors.joining("\n", "# Tools\n\n<tools>\n", "\n</tools>\n\n" + howToCall));
  }

  static ObjectNode call(ToolCall call) {
    ObjectNode entry = JSON.createObjectNode();
    entry.put("name", call.tool());
    // A broken call is sent back as the model wrote it; it must see what went wrong.
    CallJson.read(call.arguments())
        .ifPresentOrElse(
            json -> entry.set("arguments", json), () -> entry.put("arguments", call.arguments()));
    return entry;
  }
}
