package io.deepsearch4j.engine.tokenizer;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads JSON into trees that stay small, whatever the file holds.
final class JsonTree {
  static final JsonNode EMPTY = JsonNodeFactory.instance.objectNode();

  private static final int MOST_NODES = 1 << 20;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxStringLength(1 << 24)
                          .maxNameLength(1 << 16)
                          .build())
                  .build())
          .build();

  private int nodes;

  private JsonTree() {}

  static JsonNode parse(byte[] file) {
    try (JsonParser parser = parser(file)) {
      parser.nextToken();
      return read(parser);
    }
  }

  static JsonParser parser(byte[] file) {
    return MAPPER.createParser(file);
  }

  /// The value that the parser stands at.
  static JsonNode read(JsonParser parser) {
    return new JsonTree().value(parser);
  }

  /// Why something could not be read, without where in the program that was.
  static String reason(RuntimeException e) {
    return String.valueOf(
        e instanceof JacksonException jackson ? jackson.getOriginalMessage() : e.getMessage());
  }

  private JsonNode value(JsonParser parser) {
    if (++nodes > MOST_NODES) {
      throw new TokenizerException("it has more than " + MOST_NODES + " values");
    }
    JsonNodeFactory make = JsonNodeFactory.instance;
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, make.objectNode());
      case START_ARRAY -> array(parser, make.arrayNode());
      case VALUE_STRING -> make.stringNode(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> make.numberNode(parser.getDoubleValue());
      case VALUE_TRUE -> make.booleanNode(true);
      case VALUE_FALSE -> make.booleanNode(false);
      case VALUE_NULL -> make.nullNode();
      case null -> throw new TokenizerException("it ends too early");
      case END_ARRAY, END_OBJECT, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new TokenizerException("it is not JSON");
    };
  }

  private ObjectNode object(JsonParser parser, ObjectNode object) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      object.set(name, value(parser));
    }
    return object;
  }

  private ArrayNode array(JsonParser parser, ArrayNode array) {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }
}
