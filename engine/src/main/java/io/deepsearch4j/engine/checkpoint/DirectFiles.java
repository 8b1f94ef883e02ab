package io.deepsearch4j.engine.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Opens files past the page cache.
final class DirectFiles {
  /// Positions, lengths and addresses have to be multiples of it.
  static final int ALIGNMENT = 4096;

  private DirectFiles() {}

  /// A channel for direct reads or writes, or the given one where there are none.
  ///
  /// The option has no standard name, and the compiler warns of the other in a way that nothing
  /// turns off; so it is looked up, and done without where it is missing.
  static FileChannel openOr(FileChannel buffered, Path file, StandardOpenOption how) {
    try {
      Object option =
          Class.forName("com.sun.nio.file.ExtendedOpenOption").getField("DIRECT").get(null);
      return option instanceof OpenOption direct ? FileChannel.open(file, how, direct) : buffered;
    } catch (IOException | ReflectiveOperationException | UnsupportedOperationException _) {
      return buffered;
    }
  }

  static boolean fits(long position, int length) {
    return position % ALIGNMENT == 0 && length % ALIGNMENT == 0;
  }
}
