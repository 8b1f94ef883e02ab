package io.deepsearch4j.engine.tokenizer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The small tokenizers among the test resources, and what their libraries answered.
final class Golden {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Golden() {}

  static Stream<String> names() {
    return Stream.concat(Stream.of("bpe-nfkc", "unigram-folded", "bpe-suffix"), withByteFallback());
  }

  /// Those that keep every character, so that a text can be had back.
  static Stream<String> withByteFallback() {
    return Stream.of(
        "json-gpt2",
        "json-llama3",
        "json-qwen",
        "json-llama2",
        "json-metaspace",
        "bpe-bytes",
        "unigram-bytes",
        "bpe-unused",
        "unigram-unescaped");
  }

  static Path folder(String name) {
    try {
      return Path.of(Golden.class.getResource("/golden/tokenizer").toURI()).resolve(name);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(folder(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Tokenizer open(String name) {
    return Tokenizers.open(folder(name));
  }

  static List<String> texts() {
    return strings(JSON.readTree(bytes("texts.json")));
  }

  static List<String> decoded(String name) {
    return strings(JSON.readTree(bytes(name + ".json")).get("decoded"));
  }

  static List<int[]> ids(String name) {
    return elements(JSON.readTree(bytes(name + ".json")).get("ids"))
        .map(ids -> elements(ids).mapToInt(JsonNode::asInt).toArray())
        .toList();
  }

  private static List<String> strings(JsonNode array) {
    return elements(array).map(JsonNode::asString).toList();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
