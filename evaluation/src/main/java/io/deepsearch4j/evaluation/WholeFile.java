package io.deepsearch4j.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file that is written under another name and moved into place, so that it is there whole or not
/// at all.
final class WholeFile {
  private WholeFile() {}

  static void write(Path path, String text) {
    Path temporary = path.resolveSibling(path.getFileName() + ".part");
    try {
      try {
        Files.writeString(temporary, text);
        Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be written; check rights and room", e);
    }
  }
}
