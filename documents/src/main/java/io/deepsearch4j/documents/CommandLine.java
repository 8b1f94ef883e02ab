package io.deepsearch4j.documents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The words this process was started with.
final class CommandLine {
  private static final int LONGEST = 3_500;

  private CommandLine() {}

  /// Fails where the command line is too long for ONNX Runtime.
  ///
  /// Version 1.29.0 takes the whole process down with a segmentation fault while it loads on Linux
  /// if the command line has about 4,096 bytes or more (seen between 3,600 and 4,000).
  ///
  /// @param file `/proc/self/cmdline`; no such file, no limit
  static void checkShort(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      return;
    }
    try (InputStream words = Files.newInputStream(file)) {
      if (words.readNBytes(LONGEST + 1).length > LONGEST) {
        throw new IOException(
            "ONNX Runtime crashes where the command line is longer than "
                + LONGEST
                + " bytes; pass the class path as the variable CLASSPATH or in an @file");
      }
    }
  }
}
