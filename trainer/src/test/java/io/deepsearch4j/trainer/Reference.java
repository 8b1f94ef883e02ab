package io.deepsearch4j.trainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The small checkpoints whose outputs and gradients are known.
final class Reference {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Reference() {}

  /// The checkpoint lies with the engine's tests.
  static Path folder(String name) {
    return Path.of("../engine/src/test/resources/reference", name);
  }

  static JsonNode json(String name, String file) {
    Path here = Path.of("src/test/resources/reference", name, file);
    try {
      return JSON.readTree(
          Files.readString(Files.exists(here) ? here : folder(name).resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int[] prompt(String name) {
    JsonNode ids = json(name, "expected.json").get("input_ids");
    var prompt = new int[ids.size()];
    for (int i = 0; i < prompt.length; i++) {
      prompt[i] = ids.get(i).asInt();
    }
    return prompt;
  }

  /// All tokens behind the first of each text are targets that count 1.
  static Pack pack(List<int[]> texts) {
    List<Example> examples = texts.stream().map(Reference::example).toList();
    return Pack.of(
        examples,
        examples.stream()
            .map(
                example -> {
                  var weights = new float[example.length()];
                  Arrays.fill(weights, 1, weights.length, 1);
                  return weights;
                })
            .toList());
  }

  static Example example(int[] tokens) {
    var roles = new byte[tokens.length];
    Arrays.fill(roles, 1, roles.length, Example.Role.TARGET.code());
    return new Example(tokens, roles);
  }
}
