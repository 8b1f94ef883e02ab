package io.deepsearch4j.engine.grammar;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Whether JSON obeys a schema, by the book: the plain recursive reading, for the keywords that
/// grammars enforce.
final class SchemaCheck {
  private final JsonNode root;
  private final Set<Asking> open = new HashSet<>();

  SchemaCheck(JsonNode root) {
    this.root = root;
  }

  boolean holds(JsonNode value) {
    return holds(root, value);
  }

  private boolean holds(JsonNode schema, JsonNode value) {
    if (schema.isBoolean()) {
      return schema.booleanValue();
    }
    return schema.properties().stream().allMatch(rule -> holds(rule, schema, value));
  }

  private boolean holds(Map.Entry<String, JsonNode> rule, JsonNode schema, JsonNode value) {
    JsonNode asked = rule.getValue();
    return switch (rule.getKey()) {
      case "type" ->
          asked.isArray()
              ? asked.valueStream().anyMatch(type -> isOf(type.stringValue(), value))
              : isOf(asked.stringValue(), value);
      case "const" -> asked.equals(value);
      case "enum" -> asked.valueStream().anyMatch(value::equals);
      case "anyOf", "oneOf" -> asked.valueStream().anyMatch(each -> holds(each, value));
      case "allOf" -> asked.valueStream().allMatch(each -> holds(each, value));
      case "$ref" -> referred(asked.stringValue(), value);
      case "minLength" -> !value.isString() || length(value) >= asked.intValue();
      case "maxLength" -> !value.isString() || length(value) <= asked.intValue();
      case "minItems" -> !value.isArray() || value.size() >= asked.intValue();
      case "maxItems" -> !value.isArray() || value.size() <= asked.intValue();
      case "items" -> !value.isArray() || items(schema, value);
      case "prefixItems" -> !value.isArray() || prefix(asked, value);
      case "properties" -> !value.isObject() || properties(asked, value);
      case "required" ->
          !value.isObject() || asked.valueStream().allMatch(name -> value.has(name.stringValue()));
      case "additionalProperties" -> !value.isObject() || others(schema, value);
      case "$defs", "nullable", "description" -> true;
      default -> throw new IllegalStateException("no rule for " + rule.getKey());
    };
  }

  /// A reference that leads back to itself for the same value adds nothing to what is allowed.
  private boolean referred(String reference, JsonNode value) {
    var asking = new Asking(reference, System.identityHashCode(value));
    if (!open.add(asking)) {
      return false;
    }
    try {
      return holds(root.at(reference.substring(1)), value);
    } finally {
      open.remove(asking);
    }
  }

  private record Asking(String reference, int value) {}

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "string" -> value.isString();
      case "number" -> value.isNumber();
      case "integer" -> value.isIntegralNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> throw new IllegalStateException("no type " + type);
    };
  }

  private static int length(JsonNode value) {
    String text = value.stringValue();
    return text.codePointCount(0, text.length());
  }

  private boolean items(JsonNode schema, JsonNode value) {
    int from = schema.path("prefixItems").size();
    for (int i = from; i < value.size(); i++) {
      if (!holds(schema.get("items"), value.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean prefix(JsonNode schemas, JsonNode value) {
    for (int i = 0; i < Math.min(schemas.size(), value.size()); i++) {
      if (!holds(schemas.get(i), value.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean properties(JsonNode schemas, JsonNode value) {
    return schemas.properties().stream()
        .allMatch(
            property ->
                !value.has(property.getKey())
                    || holds(property.getValue(), value.get(property.getKey())));
  }

  private boolean others(JsonNode schema, JsonNode value) {
    return value.properties().stream()
        .filter(member -> !schema.path("properties").has(member.getKey()))
        .allMatch(member -> holds(schema.get("additionalProperties"), member.getValue()));
  }
}
