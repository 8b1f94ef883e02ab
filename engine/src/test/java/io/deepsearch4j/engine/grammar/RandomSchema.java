package io.deepsearch4j.engine.grammar;

import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes up schemas: all keywords that grammars enforce, a few levels deep, with recursion.
final class RandomSchema {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> NAMES =
      List.of("a", "ab", "name", "日本", "x\"y", "\n", "", "z z");
  private static final String VALUES =
      "[\"a\",\"ab\",\"b\\n\",\"日\",0,12,-3,1.5,true,false,null,[],[1],{},{\"a\":\"b\"}]";

  private final RandomGenerator random;

  RandomSchema(RandomGenerator random) {
    this.random = random;
  }

  /// A schema with two definitions, `d0` and `d1`, that may refer to each other.
  ObjectNode next() {
    ObjectNode root = schema(3);
    ObjectNode definitions = root.putObject("$defs");
    // An alternative without recursion leaves each of them a finite value.
    for (String name : List.of("d0", "d1")) {
      ArrayNode either = definitions.putObject(name).putArray("anyOf");
      either.add(leaf());
      either.add(schema(2));
    }
    return root;
  }

  private ObjectNode schema(int depth) {
    if (depth == 0) {
      return leaf();
    }
    return switch (random.nextInt(8)) {
      case 0, 1 -> object(depth);
      case 2, 3 -> array(depth);
      case 4 -> either(depth);
      case 5 -> reference();
      case 6 -> typed(List.of("string", "integer", "null"));
      default -> leaf();
    };
  }

  private ObjectNode reference() {
    return JSON.createObjectNode().put("$ref", "#/$defs/d" + random.nextInt(2));
  }

  private ObjectNode leaf() {
    return switch (random.nextInt(8)) {
      case 0 -> JSON.createObjectNode().put("type", "integer");
      case 1 -> JSON.createObjectNode().put("type", "number");
      case 2 -> JSON.createObjectNode().put("type", "boolean");
      case 3 -> JSON.createObjectNode().set("const", value());
      case 4 -> values();
      case 5 -> JSON.createObjectNode();
      default -> string();
    };
  }

  private ObjectNode typed(List<String> types) {
    ObjectNode schema = JSON.createObjectNode();
    types.forEach(schema.withArray("type")::add);
    return schema;
  }

  private JsonNode value() {
    JsonNode all = JSON.readTree(VALUES);
    return all.get(random.nextInt(all.size()));
  }

  private ObjectNode values() {
    ObjectNode schema = JSON.createObjectNode();
    ArrayNode all = schema.putArray("enum");
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      all.add(value());
    }
    return schema;
  }

  private ObjectNode string() {
    ObjectNode schema = JSON.createObjectNode().put("type", "string");
    int least = random.nextInt(4);
    if (random.nextBoolean()) {
      schema.put("minLength", least);
    }
    if (random.nextBoolean()) {
      schema.put("maxLength", least + random.nextInt(8));
    }
    return schema;
  }

  private ObjectNode array(int depth) {
    ObjectNode schema = JSON.createObjectNode().put("type", "array");
    int least = random.nextInt(3);
    if (random.nextBoolean()) {
      schema.put("minItems", least);
    }
    if (random.nextBoolean()) {
      schema.put("maxItems", least + random.nextInt(3));
    }
    if (random.nextInt(3) == 0) {
      ArrayNode head = schema.putArray("prefixItems");
      head.add(schema(depth - 1)).add(schema(depth - 1));
    }
    schema.set("items", schema(depth - 1));
    return schema;
  }

  private ObjectNode object(int depth) {
    ObjectNode schema = JSON.createObjectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (int i = random.nextInt(5); i > 0; i--) {
      properties.set(NAMES.get(random.nextInt(NAMES.size())), schema(depth - 1));
    }
    ArrayNode required = schema.putArray("required");
    properties.propertyNames().stream().filter(_ -> random.nextBoolean()).forEach(required::add);
    switch (random.nextInt(4)) {
      case 0 -> schema.put("additionalProperties", true);
      case 1 -> schema.put("additionalProperties", false);
      case 2 -> schema.set("additionalProperties", schema(depth - 1));
      default -> {}
    }
    return schema;
  }

  private ObjectNode either(int depth) {
    ObjectNode schema = JSON.createObjectNode();
    ArrayNode alternatives = schema.putArray(random.nextBoolean() ? "anyOf" : "oneOf");
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      alternatives.add(schema(depth - 1));
    }
    return schema;
  }
}
