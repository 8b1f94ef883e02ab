package io.deepsearch4j.engine.grammar;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Joins schemas into one that asks for all of them.
final class SchemaMerge {
  /// Keywords that ask for nothing.
  static final Set<String> ANNOTATIONS =
      Set.of(
          "title",
          "description",
          "default",
          "examples",
          "deprecated",
          "$comment",
          "$schema",
          "$id",
          "$defs",
          "definitions");

  private static final int MOST_PARTS = 256;

  private final Set<String> ignored;

  /// @param ignored receives the keywords of which only one side could be kept
  SchemaMerge(Set<String> ignored) {
    this.ignored = ignored;
  }

  private ObjectNode both(ObjectNode one, ObjectNode other) {
    ObjectNode merged = SchemaText.object();
    merged.setAll(one);
    for (String key : new TreeSet<>(other.propertyNames())) {
      JsonNode theirs = other.get(key);
      JsonNode mine = merged.get(key);
      if (mine == null) {
        merged.set(key, theirs);
      } else if (!mine.equals(theirs) && !ANNOTATIONS.contains(key)) {
        merged.set(key, joined(key, mine, theirs));
      }
    }
    return merged;
  }

  /// One schema in place of references and `allOf`.
  JsonNode flat(ObjectNode schema, JsonNode root) {
    ObjectNode all = SchemaText.object();
    var parts = new ArrayDeque<JsonNode>();
    parts.add(schema);
    for (int taken = 0; !parts.isEmpty(); taken++) {
      if (taken == MOST_PARTS) {
        throw new GrammarException(
            "the JSON schema joins more than "
                + MOST_PARTS
                + " schemas in one place by allOf and $ref, or never ends joining them");
      }
      JsonNode part = parts.remove();
      if (part instanceof ObjectNode object) {
        ObjectNode own = SchemaText.object();
        own.setAll(object);
        JsonNode reference = own.remove("$ref");
        if (reference != null) {
          parts.add(SchemaText.resolve(root, reference));
        }
        JsonNode others = own.remove("allOf");
        if (others != null) {
          parts.addAll(new Keywords(object).list("allOf"));
        }
        all = both(all, own);
      } else if (part.isBoolean() && !part.booleanValue()) {
        return part;
      }
    }
    return all;
  }

  private JsonNode joined(String key, JsonNode mine, JsonNode theirs) {
    return switch (key) {
      case "properties" -> properties(mine, theirs);
      case "required" -> union(mine, theirs);
      case "type", "enum" -> common(mine, theirs);
      default -> {
        ignored.add(key);
        yield mine;
      }
    };
  }

  private static JsonNode properties(JsonNode mine, JsonNode theirs) {
    ObjectNode all = SchemaText.object();
    mine.properties().forEach(property -> all.set(property.getKey(), property.getValue()));
    theirs
        .properties()
        .forEach(
            property -> {
              JsonNode known = all.get(property.getKey());
              if (known == null) {
                all.set(property.getKey(), property.getValue());
              } else if (!known.equals(property.getValue())) {
                ObjectNode narrowed = SchemaText.object();
                narrowed.putArray("allOf").add(known).add(property.getValue());
                all.set(property.getKey(), narrowed);
              }
            });
    return all;
  }

  private static JsonNode union(JsonNode mine, JsonNode theirs) {
    var all = new LinkedHashSet<JsonNode>();
    mine.valueStream().forEach(all::add);
    theirs.valueStream().forEach(all::add);
    return array(all);
  }

  private static JsonNode common(JsonNode mine, JsonNode theirs) {
    var both = new LinkedHashSet<JsonNode>(list(mine));
    both.retainAll(list(theirs));
    return array(both);
  }

  private static Set<JsonNode> list(JsonNode oneOrMore) {
    return new LinkedHashSet<>(
        oneOrMore.isArray() ? oneOrMore.valueStream().toList() : List.of(oneOrMore));
  }

  private static ArrayNode array(Set<JsonNode> values) {
    ArrayNode array = SchemaText.object().arrayNode();
    values.forEach(array::add);
    return array;
  }
}
