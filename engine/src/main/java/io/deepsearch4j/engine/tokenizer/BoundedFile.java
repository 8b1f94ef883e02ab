package io.deepsearch4j.engine.tokenizer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads a whole file that must not be larger than a tokenizer can reasonably be.
final class BoundedFile {
  private static final int MEBIBYTE = 1 << 20;

  private BoundedFile() {}

  /// @throws TokenizerException when it is larger than so many mebibytes
  static byte[] read(Path file, int mebibytes) {
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(mebibytes * MEBIBYTE + 1);
      if (bytes.length > mebibytes * MEBIBYTE) {
        throw new TokenizerException(
            "%s is larger than %d MiB and so not read; put the model's own file there"
                .formatted(file, mebibytes));
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
