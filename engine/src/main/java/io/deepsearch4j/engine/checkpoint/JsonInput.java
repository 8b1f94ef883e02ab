package io.deepsearch4j.engine.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Small JSON files from strangers: bounded in length and depth, no name twice, nothing behind the
/// end.
final class JsonInput {
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(32)
                  .maxNameLength(1000)
                  .maxNumberLength(100)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Headers hold tens of thousands of names, each of them once.
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .build();
  private static final JsonMapper JSON =
      JsonMapper.builder(FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private JsonInput() {}

  /// The bytes of a file that is not longer than `most`; a longer one is not read.
  static byte[] bytes(Path file, int most) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new CheckpointException(
            file + " is missing or no file; download the model folder again");
      }
      if (Files.size(file) > most) {
        throw tooLong(file, most);
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
          throw tooLong(file, most);
        }
        return bytes;
      }
    } catch (IOException e) {
      throw FileTrouble.reading(file, e);
    }
  }

  /// The JSON object in the bytes of a file.
  static JsonNode object(byte[] bytes, String file) {
    JsonNode node;
    try {
      node = JSON.readTree(bytes);
    } catch (JacksonException e) {
      throw new CheckpointException(
          "%s is no valid JSON (%s); download it again".formatted(file, firstLine(e)), e);
    }
    if (!node.isObject()) {
      throw new CheckpointException(file + " holds no JSON object; download it again");
    }
    return node;
  }

  static String firstLine(JacksonException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("broken");
  }

  private static CheckpointException tooLong(Path file, int most) {
    return new CheckpointException(
        "%s is longer than %d bytes, which such a file never is; download it again"
            .formatted(file, most));
  }
}
