package io.deepsearch4j.server;

import io.deepsearch4j.chat.ToolSpec;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Which of the offered tools a model may use.
///
/// @param only the name of the single one; empty for no such limit
/// @param none whether there are none at all
record ToolChoice(String only, boolean none) {
  private static final String NAME = "[A-Za-z0-9_.-]{1,64}";

  static ToolChoice of(Optional<JsonNode> choice) {
    if (choice.isEmpty()) {
      return new ToolChoice("", false);
    }
    JsonNode value = choice.get();
    if (value.isString()) {
      return switch (value.asString()) {
        case "auto" -> new ToolChoice("", false);
        case "none" -> new ToolChoice("", true);
        default ->
            throw Wire.invalid(
                "tool_choice must be auto, none or one function; none can be forced");
      };
    }
    var wire = new Wire(value);
    return new ToolChoice(wire.object("function").text("name", wire.text("name", "")), false);
  }

  List<ToolSpec> among(List<ToolSpec> tools) {
    if (none) {
      return List.of();
    }
    return only.isEmpty()
        ? List.copyOf(tools)
        : tools.stream().filter(tool -> tool.name().equals(only)).toList();
  }

  /// An offered tool, as the chat API or the responses API writes it.
  static ToolSpec tool(Wire tool) {
    if (!tool.text("type", "function").equals("function")) {
      throw Wire.invalid("tools must be of type function");
    }
    Wire function = tool.field("function").isPresent() ? tool.object("function") : tool;
    String name = function.text("name", "");
    if (!name.matches(NAME)) {
      throw Wire.invalid("a tool's name has letters, digits, _, . and -, at most 64");
    }
    String parameters =
        function
            .field("parameters")
            .map(JsonNode::toString)
            .orElse("{\"type\":\"object\",\"properties\":{}}");
    return new ToolSpec(name, function.text("description", ""), parameters);
  }
}
