package io.deepsearch4j.engine.tokenizer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What the files beside a vocabulary say: `tokenizer_config.json` and `special_tokens_map.json`.
///
/// @param added tokens with their ids
/// @param named special tokens without ids, to be looked up in the vocabulary
/// @param begin spelling of the token that begins a text; empty when none is named
/// @param addsBegin whether texts begin with it
record TokenizerConfig(
    List<AddedToken> added, List<String> named, String begin, AddsBegin addsBegin) {
  private static final int MEBIBYTES = 16;
  private static final List<String> ROLES =
      List.of(
          "bos_token",
          "eos_token",
          "unk_token",
          "pad_token",
          "sep_token",
          "cls_token",
          "mask_token");

  enum AddsBegin {
    YES,
    NO,
    UNSAID
  }

  TokenizerConfig {
    added = List.copyOf(added);
    named = List.copyOf(named);
  }

  static TokenizerConfig read(Path folder) {
    Path file = folder.resolve("tokenizer_config.json");
    JsonNode config = tree(file);
    JsonNode map = tree(folder.resolve("special_tokens_map.json"));
    var added = new ArrayList<AddedToken>();
    try {
      addListed(config.path("added_tokens_decoder"), added);
    } catch (TokenizerException e) {
      throw unusable(file, e);
    }
    var named = new ArrayList<String>();
    for (JsonNode source : List.of(config, map)) {
      ROLES.forEach(role -> addNamed(source.path(role), named));
      for (JsonNode token : source.path("additional_special_tokens")) {
        addNamed(token, named);
      }
    }
    String begin = spelling(config.path("bos_token"));
    JsonNode adds = config.path("add_bos_token");
    return new TokenizerConfig(
        added,
        named,
        begin.isEmpty() ? spelling(map.path("bos_token")) : begin,
        !adds.isBoolean() ? AddsBegin.UNSAID : adds.asBoolean() ? AddsBegin.YES : AddsBegin.NO);
  }

  private static JsonNode tree(Path file) {
    if (!Files.exists(file)) {
      return JsonTree.EMPTY;
    }
    byte[] bytes = BoundedFile.read(file, MEBIBYTES);
    try {
      return JsonTree.parse(bytes);
    } catch (JacksonException | TokenizerException e) {
      throw unusable(file, e);
    }
  }

  private static TokenizerException unusable(Path file, RuntimeException cause) {
    return new TokenizerException(
        "%s cannot be used: %s; copy it again from the model's release"
            .formatted(file, JsonTree.reason(cause)),
        cause);
  }

  private static void addListed(JsonNode decoder, List<AddedToken> added) {
    for (var entry : decoder.properties()) {
      JsonNode token = entry.getValue();
      added.add(
          new AddedToken(
              id(entry.getKey()), spelling(token), token.path("special").asBoolean(false)));
    }
  }

  private static int id(String key) {
    try {
      return Integer.parseInt(key);
    } catch (NumberFormatException e) {
      throw new TokenizerException("added_tokens_decoder has the id '" + key + "'", e);
    }
  }

  /// A token is its spelling, or an object with its spelling as `content`.
  private static String spelling(JsonNode token) {
    JsonNode spelling = token.isObject() ? token.path("content") : token;
    return spelling.isString() ? spelling.asString() : "";
  }

  private static void addNamed(JsonNode token, List<String> named) {
    String spelling = spelling(token);
    if (!spelling.isEmpty()) {
      named.add(spelling);
    }
  }
}
