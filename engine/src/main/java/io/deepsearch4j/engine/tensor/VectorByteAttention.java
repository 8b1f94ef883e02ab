package io.deepsearch4j.engine.tensor;

import static io.deepsearch4j.engine.tensor.KeyTile.KEYS;
import static io.deepsearch4j.engine.tensor.VectorMath.ALL;
import static io.deepsearch4j.engine.tensor.VectorMath.F;
import static io.deepsearch4j.engine.tensor.VectorMath.LANES;
import static io.deepsearch4j.engine.tensor.VectorMath.ORDER;

import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The innermost loops of attention over a tile in INT8, read as it is: the numbers and the order
/// of additions are those of [VectorAttentionTiles] over the widened tile, so the bits are, too.
/// Scales are none of its business: they are applied to scores and weights.
final class VectorByteAttention {
  private static final int KEY_BYTES = KEYS;
  private static final int STEP = 4 * LANES;

  /// Keys whose values are taken together for all dimensions and rows: few enough that they are
  /// still in the first cache for the next rows, so memory is read once and in order.
  private static final int TOGETHER = 16;

  private static final VectorSpecies<Byte> QUARTER =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, F.vectorBitSize() / 4)));

  private VectorByteAttention() {}

  /// As [VectorAttentionTiles#scores].
  static void scores(long keys, int width, int seen, float[] queries, int rows, float[] scores) {
    for (int first = 0; first < seen; first += STEP) {
      long address = keys + first;
      for (int r = 0; r < rows; ) {
        int at = r * width;
        int to = r * KEYS + first;
        int taken = taken(rows - r);
        switch (taken) {
          case 4 -> scores4(address, width, queries, at, scores, to);
          case 3 -> scores3(address, width, queries, at, scores, to);
          default -> scores1(address, width, queries, at, scores, to);
        }
        r += taken;
      }
    }
  }

  /// As [VectorAttentionTiles#values].
  static void values(long values, int width, int keys, float[] weights, int rows, float[] output) {
    int whole = width / STEP * STEP;
    for (int key = 0; key < keys; key += TOGETHER) {
      int together = Math.min(TOGETHER, keys - key);
      for (int first = 0; first < whole; first += STEP) {
        long address = values + (long) width * key + first;
        for (int r = 0; r < rows; ) {
          int at = r * KEYS + key;
          int to = r * width + first;
          int taken = taken(rows - r);
          switch (taken) {
            case 4 -> values4(address, width, together, weights, at, output, to);
            case 3 -> values3(address, width, together, weights, at, output, to);
            default -> values1(address, width, together, weights, at, output, to);
          }
          r += taken;
        }
      }
    }
    for (int r = 0; r < rows; r++) {
      rest(values, width, whole, keys, weights, r * KEYS, output, r * width);
    }
  }

  /// How many of the rows that are left are done next: 3 and 3 rather than 4 and 1 and 1.
  private static int taken(int left) {
    if (left >= 7 || left == 4) {
      return 4;
    }
    return left >= 3 ? 3 : 1;
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
    for (int i = first; i < width; i++) {
      float sum = output[to + i];
      for (int key = 0; key < keys; key++) {
        byte value = ALL.get(ValueLayout.JAVA_BYTE, values + (long) width * key + i);
        sum = Math.fma((float) value, weights[at + key], sum);
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
      FloatVector k1 = load(address + LANES);
      FloatVector k2 = load(address + 2L * LANES);
      FloatVector k3 = load(address + 3L * LANES);
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

  private static void scores3(
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
    for (int i = 0; i < width; i++) {
      long address = keys + (long) KEY_BYTES * i;
      FloatVector k0 = load(address);
      FloatVector k1 = load(address + LANES);
      FloatVector k2 = load(address + 2L * LANES);
      FloatVector k3 = load(address + 3L * LANES);
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
      FloatVector k1 = load(address + LANES);
      FloatVector k2 = load(address + 2L * LANES);
      FloatVector k3 = load(address + 3L * LANES);
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
      long address = values + (long) width * key;
      FloatVector v0 = load(address);
      FloatVector v1 = load(address + LANES);
      FloatVector v2 = load(address + 2L * LANES);
      FloatVector v3 = load(address + 3L * LANES);
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

  private static void values3(
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
    for (int key = 0; key < keys; key++) {
      long address = values + (long) width * key;
      FloatVector v0 = load(address);
      FloatVector v1 = load(address + LANES);
      FloatVector v2 = load(address + 2L * LANES);
      FloatVector v3 = load(address + 3L * LANES);
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
      long address = values + (long) width * key;
      FloatVector v0 = load(address);
      FloatVector v1 = load(address + LANES);
      FloatVector v2 = load(address + 2L * LANES);
      FloatVector v3 = load(address + 3L * LANES);
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

  /// With vectors of 128 bits half of the loaded bytes are not used; they belong to the scales at
  /// the end, so nothing beyond the tile is read.
  private static FloatVector load(long address) {
    ByteVector narrow = ByteVector.fromMemorySegment(QUARTER, ALL, address, ORDER);
    return (FloatVector) narrow.convertShape(VectorOperators.B2F, F, 0);
  }
}
