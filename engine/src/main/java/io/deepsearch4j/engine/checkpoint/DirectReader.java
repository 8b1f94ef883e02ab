package io.deepsearch4j.engine.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Positional reads that go past the page cache where the file system lets them: what is read once
/// in a while must not drive out what is mapped and used all the time.
final class DirectReader implements RecordReader {
  private static final int ALIGNMENT = PackedLayout.RECORD_ALIGNMENT;

  private final Path file;
  private final FileChannel buffered;
  private final FileChannel direct; // the same channel where direct reads are refused

  DirectReader(Path file) throws IOException {
    this.file = file;
    buffered = FileChannel.open(file, StandardOpenOption.READ);
    direct = openDirect(file, buffered);
  }

  /// The option has no standard name, and the compiler warns of the other in a way that nothing
  /// turns off; so it is looked up, and done without where it is missing.
  private static FileChannel openDirect(Path file, FileChannel buffered) {
    try {
      Object option =
          Class.forName("com.sun.nio.file.ExtendedOpenOption").getField("DIRECT").get(null);
      return option instanceof OpenOption direct
          ? FileChannel.open(file, StandardOpenOption.READ, direct)
          : buffered;
    } catch (IOException | ReflectiveOperationException | UnsupportedOperationException _) {
      return buffered;
    }
  }

  private boolean isDirect() {
    return !direct.equals(buffered);
  }

  @Override
  public void read(long offset, MemorySegment to) throws IOException {
    ByteBuffer bytes = to.asByteBuffer();
    while (bytes.hasRemaining()) {
      int count = readSome(bytes, offset + bytes.position());
      if (count < 0) {
        throw new EOFException(file + " ends at byte " + (offset + bytes.position()));
      }
    }
  }

  private int readSome(ByteBuffer bytes, long at) throws IOException {
    if (isDirect() && at % ALIGNMENT == 0 && bytes.remaining() % ALIGNMENT == 0) {
      try {
        return direct.read(bytes, at);
      } catch (IOException _) {
        // Some file systems take the option and refuse the reads; if it is the disk that fails, the
        // plain read says so.
      }
    }
    return buffered.read(bytes, at);
  }

  @Override
  public void close() throws IOException {
    try (buffered;
        direct) {
      // Both are closed here, whatever the other says.
    }
  }
}
