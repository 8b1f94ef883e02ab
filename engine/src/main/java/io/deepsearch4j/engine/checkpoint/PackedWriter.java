package io.deepsearch4j.engine.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes the project's own file from beginning to end, a few row blocks at a time: to a temporary
/// name first, which is moved into place when all is written.
final class PackedWriter {
  private PackedWriter() {}

  /// Yields the bytes of row blocks.
  interface Source {
    /// @param firstRow a multiple of the precision's row block
    /// @param rows a multiple of it, too, unless the tensor ends there; all elements of what is no
    ///   matrix are one row
    /// @param to exactly their bytes
    void fill(PackedLayout.Slot slot, int firstRow, int rows, MemorySegment to);
  }

  /// @param folder is made when it is missing
  /// @param config the text of `config.json`
  static void write(
      Path folder, byte[] config, PackedLayout layout, Source source, Progress progress) {
    Path file = folder.resolve(PackedFile.NAME);
    Path unfinished = folder.resolve(PackedFile.NAME + ".part");
    ByteBuffer beginning = PackedFile.beginning(PackedHeader.of(config, layout));
    try {
      Files.createDirectories(folder);
      requireRoom(folder, beginning.remaining() + layout.length());
      try (var output = new DirectOutput(unfinished);
          Arena arena = Arena.ofShared()) {
        output.write(beginning);
        writeData(output, layout, source, arena.allocate(largestChunk(layout), 64), progress);
        output.finish();
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw FileTrouble.writing(file, e);
    } finally {
      deleteUnfinished(unfinished);
    }
  }

  private static void requireRoom(Path folder, long needed) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < needed) {
      throw new CheckpointException(
          "%s needs %.1f GB, but the disk has %.1f GB left; free some space or name another folder"
              .formatted(folder, needed / 1e9, free / 1e9));
    }
  }

  private static long largestChunk(PackedLayout layout) {
    long largest = 1;
    for (PackedLayout.Slot slot : layout.slots()) {
      largest = Math.max(largest, slot.bytes(Math.min(slot.chunkRows(), slot.rows())));
    }
    return largest;
  }

  private static void writeData(
      DirectOutput output,
      PackedLayout layout,
      Source source,
      MemorySegment buffer,
      Progress progress)
      throws IOException {
    long written = 0;
    for (PackedLayout.Slot slot : layout.slots()) {
      output.writeZeros(slot.offset() - written);
      written = slot.offset();
      int step = slot.chunkRows();
      for (int row = 0; row < slot.rows(); row += step) {
        int count = Math.min(step, slot.rows() - row);
        MemorySegment bytes = buffer.asSlice(0, slot.bytes(count));
        source.fill(slot, row, count, bytes);
        output.write(bytes.asByteBuffer());
        written += bytes.byteSize();
        progress.at(written, layout.length());
      }
    }
    output.writeZeros(layout.length() - written);
    progress.at(layout.length(), layout.length());
  }

  static void deleteUnfinished(Path unfinished) {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException _) {
      // The failure that left it behind is the one to report; the next attempt overwrites it.
    }
  }
}
