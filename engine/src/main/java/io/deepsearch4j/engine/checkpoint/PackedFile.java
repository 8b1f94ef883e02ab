package io.deepsearch4j.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/// The beginning of the project's own file: format, length of the header, header.
///
/// @param dataAt where in the file the tensors begin
record PackedFile(PackedHeader header, long dataAt) {
  static final String NAME = "model.ds4j";
  private static final String FORMAT = "deepsearch4j/model/1\n";
  private static final int FORMAT_BYTES = 24;
  private static final int PREFIX_BYTES = FORMAT_BYTES + Long.BYTES;
  private static final int LONGEST_HEADER = 1 << 26;

  /// The bytes in front of the data, padded to where it begins.
  static ByteBuffer beginning(PackedHeader header) {
    byte[] json = header.json();
    var bytes =
        ByteBuffer.allocate(Math.toIntExact(dataAt(json.length))).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(format()).putLong(json.length).put(json);
    return bytes.rewind();
  }

  static PackedFile read(FileChannel channel, Path file) throws IOException {
    ByteBuffer prefix = bytes(channel, 0, PREFIX_BYTES, file);
    var format = new byte[FORMAT_BYTES];
    prefix.get(format);
    if (!Arrays.equals(format, format())) {
      throw new CheckpointException(
          "%s does not begin with %s; write it anew with: deepsearch model quantize"
              .formatted(file, FORMAT.strip()));
    }
    long length = prefix.getLong();
    if (length < 2 || length > LONGEST_HEADER) {
      throw new CheckpointException(
          "%s has a header of %s bytes, which cannot be; write it anew with: deepsearch model quantize"
              .formatted(file, Long.toUnsignedString(length)));
    }
    byte[] json = bytes(channel, PREFIX_BYTES, (int) length, file).array();
    return new PackedFile(PackedHeader.parse(json, file.toString()), dataAt(length));
  }

  private static ByteBuffer bytes(FileChannel channel, long at, int count, Path file)
      throws IOException {
    if (at + count > channel.size()) {
      throw truncated(file);
    }
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw truncated(file);
      }
    }
    return bytes.flip();
  }

  static CheckpointException truncated(Path file) {
    return new CheckpointException(
        file + " is truncated; copy it again, or write it anew with: deepsearch model quantize");
  }

  private static byte[] format() {
    return Arrays.copyOf(FORMAT.getBytes(StandardCharsets.US_ASCII), FORMAT_BYTES);
  }

  private static long dataAt(long headerBytes) {
    return PackedLayout.aligned(PREFIX_BYTES + headerBytes, PackedLayout.RECORD_ALIGNMENT);
  }
}
