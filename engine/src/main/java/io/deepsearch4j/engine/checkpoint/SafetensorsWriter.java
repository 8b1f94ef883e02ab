package io.deepsearch4j.engine.checkpoint;

import io.deepsearch4j.engine.tensor.Precision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes a safetensors file tensor by tensor, to a temporary name first, which is moved into place
/// when all is written.
public final class SafetensorsWriter {
  private static final int HEADER_ALIGNMENT = 8;
  private static final int BUFFER = 1 << 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final FileChannel channel;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);

  private SafetensorsWriter(FileChannel channel) {
    this.channel = channel;
  }

  /// A tensor to be written.
  ///
  /// @param precision F32, or BF16 to which values are rounded
  public record Planned(String name, List<Integer> shape, Precision precision) {
    public Planned {
      shape = List.copyOf(shape);
      if (precision != Precision.F32 && precision != Precision.BF16) {
        throw new IllegalArgumentException(
            "safetensors hold " + name + " as F32 or BF16, not as " + precision);
      }
      if (StoredTensor.elements(shape) < 0) {
        throw new IllegalArgumentException(name + " has an absurd shape " + shape);
      }
    }

    long bytes() {
      return StoredTensor.elements(shape) * (precision == Precision.F32 ? 4 : 2);
    }
  }

  /// @param values yields all elements of the tensor of a name, one tensor after the other
  /// @throws CheckpointException when the file cannot be written
  public static void write(Path file, List<Planned> tensors, Function<String, float[]> values) {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(
              unfinished,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        new SafetensorsWriter(channel).writeAll(tensors, values);
        channel.force(true);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw FileTrouble.writing(file, e);
    } finally {
      PackedWriter.deleteUnfinished(unfinished);
    }
  }

  private void writeAll(List<Planned> tensors, Function<String, float[]> values)
      throws IOException {
    byte[] header = header(tensors);
    writeFully(
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .flip());
    writeFully(ByteBuffer.wrap(header));
    for (Planned tensor : tensors) {
      float[] elements = values.apply(tensor.name());
      if (elements.length != StoredTensor.elements(tensor.shape())) {
        throw new IllegalArgumentException(
            "%s of shape %s has %d elements"
                .formatted(tensor.name(), tensor.shape(), elements.length));
      }
      write(elements, tensor.precision());
    }
  }

  private static byte[] header(List<Planned> tensors) {
    ObjectNode header = JSON.createObjectNode();
    header.putObject("__metadata__").put("format", "pt");
    long at = 0;
    for (Planned tensor : tensors) {
      ObjectNode entry = header.putObject(tensor.name());
      entry.put("dtype", tensor.precision().name());
      tensor.shape().forEach(entry.putArray("shape")::add);
      entry.putArray("data_offsets").add(at).add(at + tensor.bytes());
      at += tensor.bytes();
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    byte[] padded =
        Arrays.copyOf(json, Math.ceilDiv(json.length, HEADER_ALIGNMENT) * HEADER_ALIGNMENT);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }

  private void write(float[] elements, Precision precision) throws IOException {
    int chunk = BUFFER / Float.BYTES;
    var rounded = new short[precision == Precision.BF16 ? chunk : 0];
    for (int done = 0; done < elements.length; done += chunk) {
      int length = Math.min(chunk, elements.length - done);
      buffer.clear();
      if (precision == Precision.F32) {
        buffer.asFloatBuffer().put(elements, done, length);
        buffer.limit(length * Float.BYTES);
      } else {
        for (int i = 0; i < length; i++) {
          rounded[i] = toBfloat(elements[done + i]);
        }
        buffer.asShortBuffer().put(rounded, 0, length);
        buffer.limit(length * Short.BYTES);
      }
      writeFully(buffer);
    }
  }

  /// The nearest, ties to even; what is no number stays none.
  private static short toBfloat(float value) {
    int bits = Float.floatToIntBits(value);
    return (short)
        (Float.isNaN(value) ? bits >>> 16 : (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
  }

  private void writeFully(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
