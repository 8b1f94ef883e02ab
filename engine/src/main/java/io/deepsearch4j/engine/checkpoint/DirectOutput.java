package io.deepsearch4j.engine.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Writes a file from beginning to end, past the page cache where the file system lets it: tens of
/// gigabytes that nobody reads soon would drive everything else out of it.
final class DirectOutput implements AutoCloseable {
  private static final int BUFFER = 1 << 23;

  private final FileChannel buffered;
  private final FileChannel direct; // the same channel where direct writes are refused
  private final Arena arena = Arena.ofShared();
  private final ByteBuffer staged = arena.allocate(BUFFER, DirectFiles.ALIGNMENT).asByteBuffer();
  private long position;

  DirectOutput(Path file) throws IOException {
    buffered =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    direct = DirectFiles.openOr(buffered, file, StandardOpenOption.WRITE);
  }

  void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int count = Math.min(bytes.remaining(), staged.remaining());
      staged.put(bytes.slice(bytes.position(), count));
      bytes.position(bytes.position() + count);
      if (!staged.hasRemaining()) {
        flush();
      }
    }
  }

  void writeZeros(long count) throws IOException {
    write(ByteBuffer.allocate(Math.toIntExact(count)));
  }

  /// Returns when everything is on the disk.
  void finish() throws IOException {
    flush();
    buffered.force(true);
  }

  private void flush() throws IOException {
    staged.flip();
    while (staged.hasRemaining()) {
      position += writeSome();
    }
    staged.clear();
  }

  private int writeSome() throws IOException {
    if (!direct.equals(buffered) && DirectFiles.fits(position, staged.remaining())) {
      try {
        return direct.write(staged, position);
      } catch (IOException _) {
        // Some file systems take the option and refuse the writes; if it is the disk that fails,
        // the
        // plain write says so.
      }
    }
    return buffered.write(staged, position);
  }

  @Override
  public void close() throws IOException {
    try (buffered;
        direct;
        arena) {
      // All are closed here, whatever the others say.
    }
  }
}
