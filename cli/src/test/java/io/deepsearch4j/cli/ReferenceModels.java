package io.deepsearch4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The engine's reference models, small enough to be run in a test.
final class ReferenceModels {
  private static final Path ALL =
      Path.of("..", "engine", "src", "test", "resources", "reference").toAbsolutePath().normalize();

  private ReferenceModels() {}

  static Path folder(String name) {
    return ALL.resolve(name);
  }

  /// A published configuration without weights.
  static Path published(String name) {
    return ALL.resolve("configs").resolve("openpangu-" + name + ".json");
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
