package io.deepsearch4j.engine.checkpoint;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// Reads stretches of a file. Safe to share between threads.
interface RecordReader extends AutoCloseable {
  /// @param offset a multiple of 4096
  /// @param to filled to its end; its address and length are multiples of 4096
  void read(long offset, MemorySegment to) throws IOException;

  @Override
  void close() throws IOException;
}
