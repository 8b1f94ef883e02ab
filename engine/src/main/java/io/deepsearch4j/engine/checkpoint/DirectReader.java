package io.deepsearch4j.engine.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Positional reads that go past the page cache where the file system lets them: what is read once
/// in a while must not drive out what is mapped and used all the time.
final class DirectReader implements RecordReader {
  private final Path file;
  private final FileChannel buffered;
  private final FileChannel direct; // the same channel where direct reads are refused

  DirectReader(Path file) throws IOException {
    this.file = file;
    buffered = FileChannel.open(file, StandardOpenOption.READ);
    direct = DirectFiles.openOr(buffered, file, StandardOpenOption.READ);
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
    if (!direct.equals(buffered) && DirectFiles.fits(at, bytes.remaining())) {
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
