package io.deepsearch4j.trainer;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file that is there whole or not at all: it is written as `NAME.part` and moved into place, and
/// where that fails nothing is left of it.
///
/// It goes through a stream and not a channel, so that a thread that is interrupted can still save
/// what it has done.
public final class WholeFile {
  private WholeFile() {}

  /// What a file is to hold.
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /// Writes a file, whose folder is made when it is missing; one of that name is replaced.
  ///
  /// @throws IOException when it cannot be written; what was there before is there still
  public static void write(Path file, Content content) throws IOException {
    Path unfinished = unfinished(file);
    Files.createDirectories(file.toAbsolutePath().getParent());
    try {
      try (var stream = new FileOutputStream(unfinished.toFile());
          var out = new BufferedOutputStream(stream)) {
        content.writeTo(out);
        out.flush();
        stream.getFD().sync();
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      forget(unfinished, e);
      throw e;
    }
  }

  /// Writes a text, in UTF-8.
  public static void write(Path file, String text) throws IOException {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// The name that a file has until it is whole.
  static Path unfinished(Path file) {
    return file.resolveSibling(file.getFileName() + ".part");
  }

  private static void forget(Path unfinished, Exception why) {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      // The failure that left it behind is the one to report.
      why.addSuppressed(e);
    }
  }
}
