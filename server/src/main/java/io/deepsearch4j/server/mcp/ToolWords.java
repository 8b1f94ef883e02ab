package io.deepsearch4j.server.mcp;

import io.deepsearch4j.chat.Untrusted;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The words of somebody else's tool as far as we let them in: cut, harmless, and of a schema only
/// what every model and grammar understands.
final class ToolWords {
  private static final int LONGEST_DESCRIPTION = 500;
  private static final int LONGEST_HINT = 200;
  private static final int LONGEST_RESULT = 200_000;
  private static final int MOST_PROPERTIES = 30;
  private static final int DEEPEST = 5;
  private static final Set<String> TYPES =
      Set.of("string", "number", "integer", "boolean", "array", "object");

  private static final TypeReference<Map<String, Object>> ARGUMENTS = new TypeReference<>() {};

  private ToolWords() {}

  /// What a model calls a tool: `wiki__look_up`. No tool of ours is called like that.
  static String name(String server, String tool) {
    String plain = (server + "__" + tool).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
    return plain.length() <= 64 ? plain : plain.substring(0, 64);
  }

  static String line(String text, int longest) {
    String flat = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    String escaped = Untrusted.escape(flat);
    if (escaped.length() <= longest) {
      return escaped;
    }
    int end = Character.isHighSurrogate(escaped.charAt(longest - 1)) ? longest - 1 : longest;
    return escaped.substring(0, end) + "…";
  }

  static String description(String text) {
    return line(text, LONGEST_DESCRIPTION);
  }

  /// A schema without anything but types, names, choices and short hints.
  static ObjectNode schema(JsonNode written) {
    ObjectNode schema = simple(written, 0);
    if (!schema.path("type").asString("").equals("object")) {
      schema.removeAll();
      schema.put("type", "object");
    }
    if (!schema.has("properties")) {
      schema.putObject("properties");
    }
    return schema;
  }

  private static ObjectNode simple(JsonNode written, int depth) {
    ObjectNode schema = McpJson.MAPPER.createObjectNode();
    String type = written.path("type").asString("");
    schema.put("type", TYPES.contains(type) ? type : depth == 0 ? "object" : "string");
    String hint = line(written.path("description").asString(""), LONGEST_HINT);
    if (!hint.isEmpty()) {
      schema.put("description", hint);
    }
    choices(written.path("enum"), schema);
    if (depth >= DEEPEST) {
      return schema;
    }
    if (written.path("items").isObject()) {
      schema.set("items", simple(written.path("items"), depth + 1));
    }
    if (written.path("properties") instanceof ObjectNode properties) {
      ObjectNode kept = schema.putObject("properties");
      properties
          .propertyStream()
          .filter(one -> one.getKey().matches("[A-Za-z0-9_.-]{1,64}"))
          .limit(MOST_PROPERTIES)
          .forEach(one -> kept.set(one.getKey(), simple(one.getValue(), depth + 1)));
      ArrayNode required = schema.putArray("required");
      written
          .path("required")
          .valueStream()
          .map(one -> one.asString(""))
          .filter(kept::has)
          .forEach(required::add);
    }
    return schema;
  }

  private static void choices(JsonNode written, ObjectNode schema) {
    List<String> words =
        written
            .valueStream()
            .filter(JsonNode::isString)
            .map(JsonNode::asString)
            .filter(word -> line(word, LONGEST_HINT).equals(word))
            .limit(MOST_PROPERTIES)
            .toList();
    if (!words.isEmpty() && words.size() == written.size()) {
      ArrayNode kept = schema.putArray("enum");
      words.forEach(kept::add);
    }
  }

  /// What a tool said, as text.
  static String text(CallToolResult result) {
    var parts = new ArrayList<String>();
    for (Content content : result.content() == null ? List.<Content>of() : result.content()) {
      parts.add(
          content instanceof TextContent text && text.text() != null
              ? text.text()
              : "(something that is no text was left out)");
    }
    boolean silent = parts.stream().allMatch(String::isBlank);
    if (silent && result.structuredContent() != null) {
      parts.add(McpJson.MAPPER.writeValueAsString(result.structuredContent()));
    }
    String whole = String.join("\n", parts).strip();
    return whole.length() <= LONGEST_RESULT
        ? whole
        : whole.substring(0, LONGEST_RESULT) + "\n(the rest was cut)";
  }

  /// The arguments of a call as the protocol wants them.
  static Map<String, Object> arguments(String json) {
    return McpJson.MAPPER.readValue(json, ARGUMENTS);
  }
}
