package io.deepsearch4j.engine.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Memory that one thread computes in, from call to call.
final class Scratch {
  private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

  private float[] floats = new float[0];
  private float[] inputs = new float[0];
  private float[] raw = new float[0];
  private int[] integers = new int[0];
  private MemorySegment tile = MemorySegment.NULL;

  private Scratch() {}

  static Scratch ofThread() {
    return OF_THREAD.get();
  }

  float[] floats(int length) {
    if (floats.length < length) {
      floats = new float[length];
    }
    return floats;
  }

  float[] inputs(int length) {
    if (inputs.length < length) {
      inputs = new float[length];
    }
    return inputs;
  }

  float[] raw(int length) {
    if (raw.length < length) {
      raw = new float[length];
    }
    return raw;
  }

  int[] integers(int length) {
    if (integers.length < length) {
      integers = new int[length];
    }
    return integers;
  }

  /// The address of so many bytes outside the heap, at a multiple of 64.
  long tile(long bytes) {
    if (tile.byteSize() < bytes) {
      tile = Arena.ofAuto().allocate(bytes, 64);
    }
    return tile.address();
  }
}
