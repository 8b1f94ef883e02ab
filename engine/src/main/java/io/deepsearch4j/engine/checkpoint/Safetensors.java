package io.deepsearch4j.engine.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One safetensors file, mapped into memory: a header with names, types and shapes, and the
/// elements behind it. Safe to share between threads until it is closed.
public final class Safetensors implements AutoCloseable {
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final long LONGEST_HEADER = 100_000_000;

  private final Path file;
  private final Arena arena = Arena.ofShared();
  private final Map<String, StoredTensor> tensors;
  private final MemorySegment data;

  private Safetensors(Path file) throws IOException {
    this.file = file;
    boolean opened = false;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      long header = headerLength(all, file);
      byte[] json = all.asSlice(8, header).toArray(ValueLayout.JAVA_BYTE);
      data = all.asSlice(8 + header);
      tensors = SafetensorsHeader.parse(json, data.byteSize(), file.toString());
      opened = true;
    } finally {
      if (!opened) {
        arena.close();
      }
    }
  }

  /// @throws CheckpointException when it is missing, truncated or not of this format
  public static Safetensors open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new CheckpointException(
          file + " is missing or no file; download the model folder again");
    }
    try {
      return new Safetensors(file);
    } catch (IOException e) {
      throw FileTrouble.reading(file, e);
    }
  }

  private static long headerLength(MemorySegment all, Path file) {
    if (all.byteSize() < 8) {
      throw new CheckpointException(
          "%s is truncated to %d bytes; download it again".formatted(file, all.byteSize()));
    }
    long length = all.get(LONG, 0);
    if (length < 2 || length > LONGEST_HEADER) {
      throw new CheckpointException(
          "%s is no safetensors file: its header would be %s bytes long; download it again"
              .formatted(file, Long.toUnsignedString(length)));
    }
    if (length > all.byteSize() - 8) {
      throw new CheckpointException(
          "%s is truncated: %d bytes do not hold a header of %d; download it again"
              .formatted(file, all.byteSize(), length));
    }
    return length;
  }

  public Path file() {
    return file;
  }

  /// All names, in the order of the header.
  public Set<String> names() {
    return tensors.keySet();
  }

  public List<Integer> shape(String name) {
    return tensor(name).shape();
  }

  /// All elements as F32, in row-major order.
  public float[] floats(String name) {
    StoredTensor tensor = tensor(name);
    if (tensor.elements() > Integer.MAX_VALUE - 8) {
      throw new CheckpointException(
          "%s: %s has %d elements, too many for one array"
              .formatted(file, SafetensorsHeader.shown(name), tensor.elements()));
    }
    refuseUnreadable(tensor);
    var floats = new float[(int) tensor.elements()];
    Widening.toFloats(tensor.type(), bytes(name), 0, floats, floats.length);
    return floats;
  }

  StoredTensor tensor(String name) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(file + " holds no tensor " + name);
    }
    return tensor;
  }

  MemorySegment bytes(String name) {
    StoredTensor tensor = tensor(name);
    return data.asSlice(tensor.begin(), tensor.end() - tensor.begin());
  }

  void refuseUnreadable(StoredTensor tensor) {
    if (!tensor.type().isReadable()) {
      throw new CheckpointException(
          "%s: %s is stored as %s; convert it to F32, BF16 or F16"
              .formatted(file, SafetensorsHeader.shown(tensor.name()), tensor.type()));
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
