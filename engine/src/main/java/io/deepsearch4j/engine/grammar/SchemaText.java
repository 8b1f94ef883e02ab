package io.deepsearch4j.engine.grammar;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads JSON schemas under limits, for they may come from anywhere.
final class SchemaText {
  static final int LONGEST = 1 << 20;
  private static final int DEEPEST = 200;
  private static final int LONGEST_REFERENCE = 1000;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxDocumentLength(LONGEST)
                          .maxNumberLength(100)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private SchemaText() {}

  static JsonNode parse(String schema) {
    if (schema.length() > LONGEST) {
      throw new GrammarException(
          "the JSON schema has "
              + schema.length()
              + " characters; at most "
              + LONGEST
              + " are read");
    }
    try {
      JsonNode parsed = JSON.readTree(schema);
      if (parsed.isMissingNode()) {
        throw new GrammarException("the JSON schema is empty; write {} for any JSON");
      }
      return parsed;
    } catch (JacksonException e) {
      throw new GrammarException(
          "the JSON schema is not JSON of at most "
              + DEEPEST
              + " levels: "
              + e.getOriginalMessage(),
          e);
    }
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /// A value as compact JSON.
  static String write(JsonNode value) {
    return JSON.writeValueAsString(value);
  }

  /// A text as a JSON string.
  static String quoted(String text) {
    return JSON.writeValueAsString(text);
  }

  /// What a `$ref` points to.
  static JsonNode resolve(JsonNode root, JsonNode reference) {
    String text = reference.isString() ? reference.stringValue() : "";
    if (!text.startsWith("#") || text.length() > LONGEST_REFERENCE) {
      throw unresolved(text);
    }
    if (text.equals("#")) {
      return root;
    }
    try {
      String pointer =
          URLDecoder.decode(text.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
      JsonNode target = root.at(JsonPointer.compile(pointer));
      if (target.isMissingNode()) {
        throw unresolved(text);
      }
      return target;
    } catch (IllegalArgumentException e) {
      throw (GrammarException) unresolved(text).initCause(e);
    }
  }

  private static GrammarException unresolved(String text) {
    String shown = text.length() > 100 ? text.substring(0, 100) + "…" : text;
    return new GrammarException(
        "the JSON schema refers to \""
            + shown
            + "\", which is not in it; use a path such as #/$defs/name");
  }
}
