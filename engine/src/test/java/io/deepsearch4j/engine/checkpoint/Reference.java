package io.deepsearch4j.engine.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The reference models among the test resources.
final class Reference {
  private Reference() {}

  static Path folder(String model) {
    try {
      return Path.of(Reference.class.getResource("/reference/" + model).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static ModelConfig published(String name) {
    Path file = folder("configs").resolve(name + ".json");
    return ModelConfig.parse(bytes(file), file.getFileName().toString());
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A copy that a test may damage.
  static Path copy(String model, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(folder(model))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.equals("config.json") || name.startsWith("model")) {
          Files.copy(file, to.resolve(name));
        }
      }
    }
    return to;
  }
}
