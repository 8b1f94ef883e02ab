package io.deepsearch4j.engine.checkpoint;

import io.deepsearch4j.engine.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Tensors in the layout of the project's own file, in memory.
///
/// @param data exactly `layout.length()` bytes
record PackedTensors(PackedLayout layout, MemorySegment data) {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT.withOrder(ByteOrder.LITTLE_ENDIAN);

  Tensor matrix(String name) {
    PackedLayout.Slot slot = layout.slot(name);
    if (!slot.spec().isMatrix()) {
      throw new IllegalArgumentException(name + " is no matrix");
    }
    return new Tensor(slot.precision(), slot.spec().rows(), slot.spec().columns(), bytes(slot));
  }

  float[] vector(String name) {
    PackedLayout.Slot slot = layout.slot(name);
    if (slot.bytes() != 4 * slot.spec().elements()) {
      throw new IllegalArgumentException(name + " is not stored as F32");
    }
    return bytes(slot).toArray(FLOAT);
  }

  private MemorySegment bytes(PackedLayout.Slot slot) {
    return data.asSlice(slot.offset(), slot.bytes());
  }
}
