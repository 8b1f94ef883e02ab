package io.deepsearch4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/// The engine's reference models, small enough to be run in a test.
final class ReferenceModels {
  private static final Path ALL =
      Path.of("..", "engine", "src", "test", "resources", "reference").toAbsolutePath().normalize();

  private static final List<Integer> ENDS = IntStream.range(128, 192).boxed().toList();

  private ReferenceModels() {}

  static Path folder(String name) {
    return ALL.resolve(name);
  }

  /// A published configuration without weights.
  static Path published(String name) {
    return ALL.resolve("configs").resolve("openpangu-" + name + ".json");
  }

  /// A copy that can talk, though nonsense: with a tokenizer of single bytes, a window that holds
  /// an agent's prompts, and so many tokens that end a reply that it is short.
  static Path talking(String name, Path to) throws IOException {
    copy(name, to);
    Path config = to.resolve("config.json");
    Files.writeString(
        config,
        Files.readString(config)
            .replaceFirst(
                "\"max_position_embeddings\": *\\d+", "\"max_position_embeddings\": 131072")
            .replaceFirst("\"eos_token_id\": *\\d+", "\"eos_token_id\": " + ENDS));
    Files.writeString(to.resolve("tokenizer.json"), byteTokenizer());
    return to;
  }

  private static String byteTokenizer() {
    var vocabulary = new LinkedHashMap<String, Integer>();
    for (int b = 0, shifted = 256; b < 256; b++) {
      boolean printable = (b > 32 && b < 127) || (b > 160 && b != 173);
      vocabulary.put(String.valueOf((char) (printable ? b : shifted++)), b);
    }
    var added = new ArrayList<Map<String, Object>>();
    for (int i : new int[] {9, 10, 11, 12, 16, 17}) {
      added.add(Map.of("id", 256 + added.size(), "content", "[unused" + i + "]", "special", true));
    }
    return JsonMapper.shared()
        .writeValueAsString(
            Map.of(
                "added_tokens",
                added,
                "pre_tokenizer",
                Map.of("type", "ByteLevel", "add_prefix_space", false, "use_regex", false),
                "decoder",
                Map.of("type", "ByteLevel"),
                "model",
                Map.of("type", "BPE", "vocab", vocabulary, "merges", List.of())));
  }

  /// A copy that a test may change.
  static Path copy(String name, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(folder(name))) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }
}
