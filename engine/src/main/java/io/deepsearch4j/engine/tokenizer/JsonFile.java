package io.deepsearch4j.engine.tokenizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/// What stands in a `tokenizer.json`: small parts as trees, the vocabulary as [JsonModel].
///
/// @param added tokens that are cut out of a text first
/// @param parts `normalizer`, `pre_tokenizer`, `post_processor` and `decoder`, where not null
record JsonFile(List<AddedToken> added, Map<String, JsonNode> parts, JsonModel model) {
  private static final List<String> PARTS =
      List.of("normalizer", "pre_tokenizer", "post_processor", "decoder");

  JsonFile {
    added = List.copyOf(added);
    parts = Map.copyOf(parts);
  }

  static JsonFile parse(byte[] bytes) {
    var added = new ArrayList<AddedToken>();
    var parts = new HashMap<String, JsonNode>();
    var model = new JsonModel();
    boolean hasModel = false;
    try (JsonParser parser = JsonTree.parser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new TokenizerException("it is not a JSON object");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("model") && parser.currentToken() == JsonToken.START_OBJECT) {
          model.read(parser);
          hasModel = true;
        } else if (name.equals("added_tokens")) {
          for (JsonNode token : JsonTree.read(parser)) {
            added.add(added(token));
          }
        } else if (PARTS.contains(name) && parser.currentToken() == JsonToken.START_OBJECT) {
          parts.put(name, JsonTree.read(parser));
        } else {
          parser.skipChildren();
        }
      }
    }
    if (!hasModel) {
      throw new TokenizerException("it has no model");
    }
    return new JsonFile(added, parts, model);
  }

  private static AddedToken added(JsonNode token) {
    return new AddedToken(
        token.path("id").asInt(-1),
        token.path("content").asString(""),
        token.path("special").asBoolean(false));
  }

  JsonNode part(String name) {
    return parts.getOrDefault(name, JsonTree.EMPTY);
  }
}
