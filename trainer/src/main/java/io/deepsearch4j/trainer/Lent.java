package io.deepsearch4j.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Java's memory lent to a pass, the same for every pass: what a step leaves behind outside the
/// heap is collected late, and touching fresh memory costs more than filling it.
///
/// The arrays of a pass must not outlive it.
final class Lent {
  private final List<ByteBuffer> buffers = new ArrayList<>();
  private int next;

  /// A new pass begins; the arrays of the last are gone.
  void begin() {
    next = 0;
  }

  NDArray of(NDManager step, long[] numbers, Shape shape) {
    ByteBuffer buffer = buffer(numbers.length * Long.BYTES);
    buffer.asLongBuffer().put(numbers);
    return step.create(buffer, shape, DataType.INT64);
  }

  NDArray of(NDManager step, long[] numbers) {
    return of(step, numbers, new Shape(numbers.length));
  }

  NDArray of(NDManager step, float[] numbers) {
    ByteBuffer buffer = buffer(numbers.length * Float.BYTES);
    buffer.asFloatBuffer().put(numbers);
    return step.create(buffer, new Shape(numbers.length), DataType.FLOAT32);
  }

  private ByteBuffer buffer(int bytes) {
    if (next == buffers.size()) {
      buffers.add(ByteBuffer.allocateDirect(bytes));
    }
    if (buffers.get(next).capacity() < bytes) {
      buffers.set(next, ByteBuffer.allocateDirect(bytes + bytes / 2));
    }
    return buffers.get(next++).slice(0, bytes).order(ByteOrder.nativeOrder());
  }
}
