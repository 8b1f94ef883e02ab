package io.deepsearch4j.engine.grammar;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What one JSON schema says, keyword by keyword, each in the shape it must have.
record Keywords(ObjectNode schema) {
  /// The types of all values; an `integer` is a number, too.
  static final List<String> ALL_TYPES =
      List.of("string", "number", "boolean", "null", "array", "object");

  /// Keywords that are about one type only.
  private static final Map<String, List<String>> HINTS =
      Map.of(
          "object", List.of("properties", "required", "additionalProperties"),
          "array", List.of("items", "prefixItems", "minItems", "maxItems"),
          "string", List.of("minLength", "maxLength"));

  boolean has(String keyword) {
    return schema.has(keyword);
  }

  /// Another schema, or one that is missing.
  JsonNode schema(String keyword) {
    return schema.path(keyword);
  }

  boolean isFalse(String keyword) {
    JsonNode value = schema.path(keyword);
    return value.isBoolean() && !value.booleanValue();
  }

  boolean isTrue(String keyword) {
    JsonNode value = schema.path(keyword);
    return value.isBoolean() && value.booleanValue();
  }

  List<JsonNode> list(String keyword) {
    JsonNode value = schema.path(keyword);
    if (!value.isMissingNode() && !value.isArray()) {
      throw wrong(keyword, "a list", value);
    }
    return value.valueStream().toList();
  }

  Set<Map.Entry<String, JsonNode>> members(String keyword) {
    JsonNode value = schema.path(keyword);
    if (!value.isMissingNode() && !value.isObject()) {
      throw wrong(keyword, "an object", value);
    }
    return value.properties();
  }

  Set<String> required() {
    var names = new LinkedHashSet<String>();
    for (JsonNode name : list("required")) {
      if (!name.isString()) {
        throw wrong("required", "a list of names", name);
      }
      names.add(name.stringValue());
    }
    return names;
  }

  /// The types of its values; where it does not say, those that its keywords are about.
  List<String> types() {
    JsonNode type = schema.path("type");
    if (type.isMissingNode()) {
      List<String> meant =
          ALL_TYPES.stream()
              .filter(each -> HINTS.getOrDefault(each, List.of()).stream().anyMatch(schema::has))
              .toList();
      return meant.isEmpty() ? ALL_TYPES : meant;
    }
    var types = new LinkedHashSet<String>();
    for (JsonNode each : type.isArray() ? type.valueStream().toList() : List.of(type)) {
      String name = each.isString() ? each.stringValue() : "";
      if (!name.equals("integer") && !ALL_TYPES.contains(name)) {
        throw wrong("type", "one of integer, " + String.join(", ", ALL_TYPES), each);
      }
      types.add(name);
    }
    if (types.contains("number")) {
      types.remove("integer");
    }
    return List.copyOf(types);
  }

  /// A lower limit; more than can ever be written counts as a little more than that.
  int least(String keyword) {
    return (int) Math.min(limit(keyword, 0), Measures.LONGEST + 1);
  }

  int most(String keyword) {
    return (int) limit(keyword, Node.UNBOUNDED);
  }

  private double limit(String keyword, int otherwise) {
    JsonNode value = schema.path(keyword);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isNumber() || !(value.doubleValue() >= 0)) {
      throw wrong(keyword, "a number from 0 on", value);
    }
    return Math.min(value.doubleValue(), Node.UNBOUNDED);
  }

  static GrammarException wrong(String keyword, String wanted, JsonNode value) {
    return new GrammarException(
        keyword + " in a JSON schema is " + wanted + ", not " + shown(value));
  }

  static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
