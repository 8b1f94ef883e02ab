package io.deepsearch4j.engine.tensor;

import static io.deepsearch4j.engine.tensor.KeyTile.KEYS;
import static io.deepsearch4j.engine.tensor.VectorMath.ALL;
import static io.deepsearch4j.engine.tensor.VectorMath.F;
import static io.deepsearch4j.engine.tensor.VectorMath.LANES;
import static io.deepsearch4j.engine.tensor.VectorMath.ORDER;

import jdk.incubator.vector.FloatVector;

/// The innermost loops of attention over a tile in F32: queries times keys, with lanes over tokens,
/// and weights times values, with lanes over dimensions.
///
/// Each score and each output is one chain of additions in a fixed order, so the number of rows
/// that are done together changes no bit. A key or value that was loaded serves up to four rows.
final class VectorAttentionTiles {
  private static final int KEY_BYTES = 4 * KEYS;
  private static final long VECTOR_BYTES = 4L * LANES;
  private static final int STEP = 4 * LANES;

  /// Rows that the widest tile takes; on machines with 16 registers fewer.
  private static final int ROWS = LANES == 8 ? 2 : 4;

  private VectorAttentionTiles() {}

  /// `scores[row][key] = queries[row] . keys[key]` for all keys of the tile that begin below
  /// `seen`.
  ///
  /// @param keys address of `[width][KEYS]`
  static void scores(long keys, int width, int seen, float[] queries, int rows, float[] scores) {
    for (int first = 0; first < seen; first += STEP) {
      long address = keys + 4L * first;
      for (int r = 0; r < rows; ) {
        int left = Math.min(ROWS, rows - r);
        int at = r * width;
        int to = r * KEYS + first;
        if (left >= 4) {
          scores4(address, width, queries, at, scores, to);
          r += 4;
        } else if (left >= 2) {
          scores2(address, width, queries, at, scores, to);
          r += 2;
        } else {
          scores1(address, width, queries, at, scores, to);
          r++;
        }
      }
    }
  }

  /// `output[row] += sum of weights[row][key] * values[key]` for the first `keys` keys.
  ///
  /// @param values address of `[KEYS][width]`
  static void values(long values, int width, int keys, float[] weights, int rows, float[] output) {
    int first = 0;
    for (; first + STEP <= width; first += STEP) {
      long address = values + 4L * first;
      for (int r = 0; r < rows; ) {
        int left = Math.min(ROWS, rows - r);
        int at = r * KEYS;
        int to = r * width + first;
        if (left >= 4) {
          values4(address, width, keys, weights, at, output, to);
          r += 4;
        } else if (left >= 2) {
          values2(address, width, keys, weights, at, output, to);
          r += 2;
        } else {
          values1(address, width, keys, weights, at, output, to);
          r++;
        }
      }
    }
    for (int r = 0; r < rows; r++) {
      rest(values, width, first, keys, weights, r * KEYS, output, r * width);
    }
  }

  /// Dimensions from `first` on, fewer than four vectors.
  private static void rest(
      long values,
      int width,
      int first,
      int keys,
      float[] weights,
      int at,
      float[] output,
      int to) {
    int i = first;
    for (; i + LANES <= width; i += LANES) {
      FloatVector sum = FloatVector.fromArray(F, output, to + i);
      for (int key = 0; key < keys; key++) {
        FloatVector weight = FloatVector.broadcast(F, weights[at + key]);
        sum = load(values + 4L * ((long) width * key + i)).fma(weight, sum);
      }
      sum.intoArray(output, to + i);
    }
    for (; i < width; i++) {
      float sum = output[to + i];
      for (int key = 0; key < keys; key++) {
        float value = ALL.get(Packing.FLOAT, values + 4L * ((long) width * key + i));
        sum = Math.fma(value, weights[at + key], sum);
      }
      output[to + i] = sum;
    }
  }

  private static void scores1(
      long keys, int width, float[] queries, int at, float[] scores, int to) {
    FloatVector s00 = FloatVector.zero(F);
    FloatVector s01 = FloatVector.zero(F);
    FloatVector s02 = FloatVector.zero(F);
    FloatVector s03 = FloatVector.zero(F);
    for (int i = 0; i < width; i++) {
      long address = keys + (long) KEY_BYTES * i;
      FloatVector k0 = load(address);
      FloatVector k1 = load(address + VECTOR_BYTES);
      FloatVector k2 = load(address + 2 * VECTOR_BYTES);
      FloatVector k3 = load(address + 3 * VECTOR_BYTES);
      FloatVector q0 = FloatVector.broadcast(F, queries[at + i]);
      s00 = k0.fma(q0, s00);
      s01 = k1.fma(q0, s01);
      s02 = k2.fma(q0, s02);
      s03 = k3.fma(q0, s03);
    }
    s00.intoArray(scores, to);
    s01.intoArray(scores, to + LANES);
    s02.intoArray(scores, to + 2 * LANES);
    s03.intoArray(scores, to + 3 * LANES);
  }

  private static void scores2(
      long keys, int width, float[] queries, int at, float[] scores, int to) {
    FloatVector s00 = FloatVector.zero(F);
    FloatVector s01 = FloatVector.zero(F);
    FloatVector s02 = FloatVector.zero(F);
    FloatVector s03 = FloatVector.zero(F);
    FloatVector s10 = FloatVector.zero(F);
    FloatVector s11 = FloatVector.zero(F);
    FloatVector s12 = FloatVector.zero(F);
    FloatVector s13 = FloatVector.zero(F);
    for (int i = 0; i < width; i++) {
      long address = keys + (long) KEY_BYTES * i;
      FloatVector k0 = load(address);
      FloatVector k1 = load(address + VECTOR_BYTES);
      FloatVector k2 = load(address + 2 * VECTOR_BYTES);
      FloatVector k3 = load(address + 3 * VECTOR_BYTES);
      FloatVector q0 = FloatVector.broadcast(F, queries[at + i]);
      s00 = k0.fma(q0, s00);
      s01 = k1.fma(q0, s01);
      s02 = k2.fma(q0, s02);
      s03 = k3.fma(q0, s03);
      FloatVector q1 = FloatVector.broadcast(F, queries[at + width + i]);
      s10 = k0.fma(q1, s10);
      s11 = k1.fma(q1, s11);
      s12 = k2.fma(q1, s12);
      s13 = k3.fma(q1, s13);
    }
    s00.intoArray(scores, to);
    s01.intoArray(scores, to + LANES);
    s02.intoArray(scores, to + 2 * LANES);
    s03.intoArray(scores, to + 3 * LANES);
    s10.intoArray(scores, to + KEYS);
    s11.intoArray(scores, to + KEYS + LANES);
    s12.intoArray(scores, to + KEYS + 2 * LANES);
    s13.intoArray(scores, to + KEYS + 3 * LANES);
  }

  private static void scores4(
      long keys, int width, float[] queries, int at, float[] scores, int to) {
    FloatVector s00 = FloatVector.zero(F);
    FloatVector s01 = FloatVector.zero(F);
    FloatVector s02 = FloatVector.zero(F);
    FloatVector s03 = FloatVector.zero(F);
    FloatVector s10 = FloatVector.zero(F);
    FloatVector s11 = FloatVector.zero(F);
    FloatVector s12 = FloatVector.zero(F);
    FloatVector s13 = FloatVector.zero(F);
    FloatVector s20 = FloatVector.zero(F);
    FloatVector s21 = FloatVector.zero(F);
    FloatVector s22 = FloatVector.zero(F);
    FloatVector s23 = FloatVector.zero(F);
    FloatVector s30 = FloatVector.zero(F);
    FloatVector s31 = FloatVector.zero(F);
    FloatVector s32 = FloatVector.zero(F);
    FloatVector s33 = FloatVector.zero(F);
    for (int i = 0; i < width; i++) {
      long address = keys + (long) KEY_BYTES * i;
      FloatVector k0 = load(address);
      FloatVector k1 = load(address + VECTOR_BYTES);
      FloatVector k2 = load(address + 2 * VECTOR_BYTES);
      FloatVector k3 = load(address + 3 * VECTOR_BYTES);
      FloatVector q0 = FloatVector.broadcast(F, queries[at + i]);
      s00 = k0.fma(q0, s00);
      s01 = k1.fma(q0, s01);
      s02 = k2.fma(q0, s02);
      s03 = k3.fma(q0, s03);
      FloatVector q1 = FloatVector.broadcast(F, queries[at + width + i]);
      s10 = k0.fma(q1, s10);
      s11 = k1.fma(q1, s11);
      s12 = k2.fma(q1, s12);
      s13 = k3.fma(q1, s13);
      FloatVector q2 = FloatVector.broadcast(F, queries[at + 2 * width + i]);
      s20 = k0.fma(q2, s20);
      s21 = k1.fma(q2, s21);
      s22 = k2.fma(q2, s22);
      s23 = k3.fma(q2, s23);
      FloatVector q3 = FloatVector.broadcast(F, queries[at + 3 * width + i]);
      s30 = k0.fma(q3, s30);
      s31 = k1.fma(q3, s31);
      s32 = k2.fma(q3, s32);
      s33 = k3.fma(q3, s33);
    }
    s00.intoArray(scores, to);
    s01.intoArray(scores, to + LANES);
    s02.intoArray(scores, to + 2 * LANES);
    s03.intoArray(scores, to + 3 * LANES);
    s10.intoArray(scores, to + KEYS);
    s11.intoArray(scores, to + KEYS + LANES);
    s12.intoArray(scores, to + KEYS + 2 * LANES);
    s13.intoArray(scores, to + KEYS + 3 * LANES);
    s20.intoArray(scores, to + 2 * KEYS);
    s21.intoArray(scores, to + 2 * KEYS + LANES);
    s22.intoArray(scores, to + 2 * KEYS + 2 * LANES);
    s23.intoArray(scores, to + 2 * KEYS + 3 * LANES);
    s30.intoArray(scores, to + 3 * KEYS);
    s31.intoArray(scores, to + 3 * KEYS + LANES);
    s32.intoArray(scores, to + 3 * KEYS + 2 * LANES);
    s33.intoArray(scores, to + 3 * KEYS + 3 * LANES);
  }

  private static void values1(
      long values, int width, int keys, float[] weights, int at, float[] output, int to) {
    FloatVector o00 = FloatVector.fromArray(F, output, to);
    FloatVector o01 = FloatVector.fromArray(F, output, to + LANES);
    FloatVector o02 = FloatVector.fromArray(F, output, to + 2 * LANES);
    FloatVector o03 = FloatVector.fromArray(F, output, to + 3 * LANES);
    for (int key = 0; key < keys; key++) {
      long address = values + 4L * width * key;
      FloatVector v0 = load(address);
      FloatVector v1 = load(address + VECTOR_BYTES);
      FloatVector v2 = load(address + 2 * VECTOR_BYTES);
      FloatVector v3 = load(address + 3 * VECTOR_BYTES);
      FloatVector w0 = FloatVector.broadcast(F, weights[at + key]);
      o00 = v0.fma(w0, o00);
      o01 = v1.fma(w0, o01);
      o02 = v2.fma(w0, o02);
      o03 = v3.fma(w0, o03);
    }
    o00.intoArray(output, to);
    o01.intoArray(output, to + LANES);
    o02.intoArray(output, to + 2 * LANES);
    o03.intoArray(output, to + 3 * LANES);
  }

  private static void values2(
      long values, int width, int keys, float[] weights, int at, float[] output, int to) {
    FloatVector o00 = FloatVector.fromArray(F, output, to);
    FloatVector o01 = FloatVector.fromArray(F, output, to + LANES);
    FloatVector o02 = FloatVector.fromArray(F, output, to + 2 * LANES);
    FloatVector o03 = FloatVector.fromArray(F, output, to + 3 * LANES);
    FloatVector o10 = FloatVector.fromArray(F, output, to + width);
    FloatVector o11 = FloatVector.fromArray(F, output, to + width + LANES);
    FloatVector o12 = FloatVector.fromArray(F, output, to + width + 2 * LANES);
    FloatVector o13 = FloatVector.fromArray(F, output, to + width + 3 * LANES);
    for (int key = 0; key < keys; key++) {
      long address = values + 4L * width * key;
      FloatVector v0 = load(address);
      FloatVector v1 = load(address + VECTOR_BYTES);
      FloatVector v2 = load(address + 2 * VECTOR_BYTES);
      FloatVector v3 = load(address + 3 * VECTOR_BYTES);
      FloatVector w0 = FloatVector.broadcast(F, weights[at + key]);
      o00 = v0.fma(w0, o00);
      o01 = v1.fma(w0, o01);
      o02 = v2.fma(w0, o02);
      o03 = v3.fma(w0, o03);
      FloatVector w1 = FloatVector.broadcast(F, weights[at + KEYS + key]);
      o10 = v0.fma(w1, o10);
      o11 = v1.fma(w1, o11);
      o12 = v2.fma(w1, o12);
      o13 = v3.fma(w1, o13);
    }
    o00.intoArray(output, to);
    o01.intoArray(output, to + LANES);
    o02.intoArray(output, to + 2 * LANES);
    o03.intoArray(output, to + 3 * LANES);
    o10.intoArray(output, to + width);
    o11.intoArray(output, to + width + LANES);
    o12.intoArray(output, to + width + 2 * LANES);
    o13.intoArray(output, to + width + 3 * LANES);
  }

  private static void values4(
      long values, int width, int keys, float[] weights, int at, float[] output, int to) {
    FloatVector o00 = FloatVector.fromArray(F, output, to);
    FloatVector o01 = FloatVector.fromArray(F, output, to + LANES);
    FloatVector o02 = FloatVector.fromArray(F, output, to + 2 * LANES);
    FloatVector o03 = FloatVector.fromArray(F, output, to + 3 * LANES);
    FloatVector o10 = FloatVector.fromArray(F, output, to + width);
    FloatVector o11 = FloatVector.fromArray(F, output, to + width + LANES);
    FloatVector o12 = FloatVector.fromArray(F, output, to + width + 2 * LANES);
    FloatVector o13 = FloatVector.fromArray(F, output, to + width + 3 * LANES);
    FloatVector o20 = FloatVector.fromArray(F, output, to + 2 * width);
    FloatVector o21 = FloatVector.fromArray(F, output, to + 2 * width + LANES);
    FloatVector o22 = FloatVector.fromArray(F, output, to + 2 * width + 2 * LANES);
    FloatVector o23 = FloatVector.fromArray(F, output, to + 2 * width + 3 * LANES);
    FloatVector o30 = FloatVector.fromArray(F, output, to + 3 * width);
    FloatVector o31 = FloatVector.fromArray(F, output, to + 3 * width + LANES);
    FloatVector o32 = FloatVector.fromArray(F, output, to + 3 * width + 2 * LANES);
    FloatVector o33 = FloatVector.fromArray(F, output, to + 3 * width + 3 * LANES);
    for (int key = 0; key < keys; key++) {
      long address = values + 4L * width * key;
      FloatVector v0 = load(address);
      FloatVector v1 = load(address + VECTOR_BYTES);
      FloatVector v2 = load(address + 2 * VECTOR_BYTES);
      FloatVector v3 = load(address + 3 * VECTOR_BYTES);
      FloatVector w0 = FloatVector.broadcast(F, weights[at + key]);
      o00 = v0.fma(w0, o00);
      o01 = v1.fma(w0, o01);
      o02 = v2.fma(w0, o02);
      o03 = v3.fma(w0, o03);
      FloatVector w1 = FloatVector.broadcast(F, weights[at + KEYS + key]);
      o10 = v0.fma(w1, o10);
      o11 = v1.fma(w1, o11);
      o12 = v2.fma(w1, o12);
      o13 = v3.fma(w1, o13);
      FloatVector w2 = FloatVector.broadcast(F, weights[at + 2 * KEYS + key]);
      o20 = v0.fma(w2, o20);
      o21 = v1.fma(w2, o21);
      o22 = v2.fma(w2, o22);
      o23 = v3.fma(w2, o23);
      FloatVector w3 = FloatVector.broadcast(F, weights[at + 3 * KEYS + key]);
      o30 = v0.fma(w3, o30);
      o31 = v1.fma(w3, o31);
      o32 = v2.fma(w3, o32);
      o33 = v3.fma(w3, o33);
    }
    o00.intoArray(output, to);
    o01.intoArray(output, to + LANES);
    o02.intoArray(output, to + 2 * LANES);
    o03.intoArray(output, to + 3 * LANES);
    o10.intoArray(output, to + width);
    o11.intoArray(output, to + width + LANES);
    o12.intoArray(output, to + width + 2 * LANES);
    o13.intoArray(output, to + width + 3 * LANES);
    o20.intoArray(output, to + 2 * width);
    o21.intoArray(output, to + 2 * width + LANES);
    o22.intoArray(output, to + 2 * width + 2 * LANES);
    o23.intoArray(output, to + 2 * width + 3 * LANES);
    o30.intoArray(output, to + 3 * width);
    o31.intoArray(output, to + 3 * width + LANES);
    o32.intoArray(output, to + 3 * width + 2 * LANES);
    o33.intoArray(output, to + 3 * width + 3 * LANES);
  }

  private static FloatVector load(long address) {
    return FloatVector.fromMemorySegment(F, ALL, address, ORDER);
  }
}
