package io.deepsearch4j.engine.network;

/// Floats that grow on demand and are used again. What they hold is gone after growing.
final class Buffer {
  private float[] values = new float[0];

  float[] atLeast(long length) {
    if (values.length < length) {
      values = new float[Math.toIntExact(length)];
    }
    return values;
  }

  float[] values() {
    return values;
  }
}
