package io.deepsearch4j.engine.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Matrices for tests, made from F32 rows.
final class Weights {
  private Weights() {}

  static Tensor tensor(Precision precision, int rows, int columns, float[] values) {
    int block = precision.rowBlock();
    MemorySegment data = Arena.ofAuto().allocate(precision.bytes(rows, columns), 64);
    long blockBytes = precision.bytes(block, columns);
    for (int first = 0; first < rows; first += block) {
      float[] padded = new float[block * columns];
      int count = Math.min(block, rows - first) * columns;
      System.arraycopy(values, first * columns, padded, 0, count);
      Packing.pack(precision, padded, columns, data, first / block * blockBytes);
    }
    return new Tensor(precision, rows, columns, data);
  }

  static float[] random(SplittableRandom random, int count, float size) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian() * size;
    }
    return values;
  }

  static float[] constant(int count, float value) {
    float[] values = new float[count];
    Arrays.fill(values, value);
    return values;
  }

  static Activations activations(int width, float[] values) {
    Activations x = new Activations(width).resize(values.length / width);
    System.arraycopy(values, 0, x.values(), 0, values.length);
    for (Precision precision : Precision.values()) {
      x.prepare(precision);
    }
    return x;
  }
}
