package io.deepsearch4j.engine.tensor;

import static io.deepsearch4j.engine.tensor.VectorIntegerTiles.ROWS;
import static io.deepsearch4j.engine.tensor.VectorMath.ALL;
import static io.deepsearch4j.engine.tensor.VectorMath.F;
import static io.deepsearch4j.engine.tensor.VectorMath.I;
import static io.deepsearch4j.engine.tensor.VectorMath.LANES;
import static io.deepsearch4j.engine.tensor.VectorMath.ORDER;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// Q8 products of many tokens: exact integers again, but in F32.
///
/// A weight times an activation is at most `127 * 127`, a group of 32 sums to less than 2^19, and
/// F32 holds integers up to 2^24: no addition rounds. So these are the integers of
/// [VectorIntegerTiles], and with the same scaling the same bits, but one FMA does the work of two
/// 16-bit operations and the widened weights serve all tokens.
final class VectorExactTiles {
  /// Tokens of a tile.
  static final int TOKENS = 12;

  /// Elements of the scratch for integers that are not yet scaled.
  static final int RAW = 2 * TOKENS * LANES;

  private VectorExactTiles() {}

  /// Turns one group of a Q8 block into integers in F32, `[32 columns][32 rows]`.
  static void widen(long group, long to) {
    for (int pair = 0; pair < Activations.PAIRS; pair++) {
      for (int row = 0; row < 32; row += LANES) {
        IntVector both =
            VectorIntegerTiles.eightAsInts(group + Packing.Q8_WEIGHTS + 64L * pair + 2L * row);
        long at = to + 256L * pair + 4L * row;
        VectorIntegerTiles.lowInteger(both).intoMemorySegment(ALL, at, ORDER);
        VectorIntegerTiles.highInteger(both).intoMemorySegment(ALL, at + 128, ORDER);
      }
    }
  }

  /// Copies the activations of 12 tokens as F32 integers, `[columns][12]`.
  static void gather(Activations x, int token, float[] to, int at) {
    int perToken = x.groups * Activations.PAIRS;
    for (int t = 0; t < TOKENS; t++) {
      int from = (token + t) * perToken;
      int sink = at + t;
      for (int i = 0; i < perToken; i++) {
        int pair = x.pairs[from + i];
        to[sink] = (short) pair;
        to[sink + TOKENS] = pair >> 16;
        sink += 2 * TOKENS;
      }
    }
  }

  /// Adds one group to the sums of 12 tokens.
  ///
  /// @param group address of the packed group, for its scales
  /// @param w address of the widened group
  /// @param at where the group begins in the gathered activations
  /// @param of where the scales of the activations are, `scale` that of the first token's group
  /// @param raw scratch of at least `RAW`
  static void add(
      long group,
      long w,
      float[] x,
      int at,
      Activations of,
      int scale,
      float[] raw,
      float[] sums,
      int to) {
    for (int row = 0; row < 16; row += LANES) {
      group12(w + 4L * row, x, at, raw);
      IntVector scales = IntVector.fromMemorySegment(I, ALL, group + 4L * row, ORDER);
      FloatVector aScale = VectorIntegerTiles.low(scales);
      FloatVector bScale = VectorIntegerTiles.high(scales);
      for (int t = 0; t < TOKENS; t++) {
        float input = of.scales[scale + t * of.groups];
        int sum = to + t * ROWS + row;
        addScaled(raw, 2 * t * LANES, aScale, input, sums, sum);
        addScaled(raw, (2 * t + 1) * LANES, bScale, input, sums, sum + 16);
      }
    }
  }

  private static void group12(long w, float[] x, int at, float[] raw) {
    FloatVector a0 = FloatVector.zero(F);
    FloatVector b0 = FloatVector.zero(F);
    FloatVector a1 = FloatVector.zero(F);
    FloatVector b1 = FloatVector.zero(F);
    FloatVector a2 = FloatVector.zero(F);
    FloatVector b2 = FloatVector.zero(F);
    FloatVector a3 = FloatVector.zero(F);
    FloatVector b3 = FloatVector.zero(F);
    FloatVector a4 = FloatVector.zero(F);
    FloatVector b4 = FloatVector.zero(F);
    FloatVector a5 = FloatVector.zero(F);
    FloatVector b5 = FloatVector.zero(F);
    FloatVector a6 = FloatVector.zero(F);
    FloatVector b6 = FloatVector.zero(F);
    FloatVector a7 = FloatVector.zero(F);
    FloatVector b7 = FloatVector.zero(F);
    FloatVector a8 = FloatVector.zero(F);
    FloatVector b8 = FloatVector.zero(F);
    FloatVector a9 = FloatVector.zero(F);
    FloatVector b9 = FloatVector.zero(F);
    FloatVector a10 = FloatVector.zero(F);
    FloatVector b10 = FloatVector.zero(F);
    FloatVector a11 = FloatVector.zero(F);
    FloatVector b11 = FloatVector.zero(F);
    for (int k = 0; k < Precision.GROUP; k++) {
      FloatVector a = load(w + 128L * k);
      FloatVector b = load(w + 128L * k + 64);
      int i = at + k * TOKENS;
      FloatVector x0 = FloatVector.broadcast(F, x[i]);
      a0 = a.fma(x0, a0);
      b0 = b.fma(x0, b0);
      FloatVector x1 = FloatVector.broadcast(F, x[i + 1]);
      a1 = a.fma(x1, a1);
      b1 = b.fma(x1, b1);
      FloatVector x2 = FloatVector.broadcast(F, x[i + 2]);
      a2 = a.fma(x2, a2);
      b2 = b.fma(x2, b2);
      FloatVector x3 = FloatVector.broadcast(F, x[i + 3]);
      a3 = a.fma(x3, a3);
      b3 = b.fma(x3, b3);
      FloatVector x4 = FloatVector.broadcast(F, x[i + 4]);
      a4 = a.fma(x4, a4);
      b4 = b.fma(x4, b4);
      FloatVector x5 = FloatVector.broadcast(F, x[i + 5]);
      a5 = a.fma(x5, a5);
      b5 = b.fma(x5, b5);
      FloatVector x6 = FloatVector.broadcast(F, x[i + 6]);
      a6 = a.fma(x6, a6);
      b6 = b.fma(x6, b6);
      FloatVector x7 = FloatVector.broadcast(F, x[i + 7]);
      a7 = a.fma(x7, a7);
      b7 = b.fma(x7, b7);
      FloatVector x8 = FloatVector.broadcast(F, x[i + 8]);
      a8 = a.fma(x8, a8);
      b8 = b.fma(x8, b8);
      FloatVector x9 = FloatVector.broadcast(F, x[i + 9]);
      a9 = a.fma(x9, a9);
      b9 = b.fma(x9, b9);
      FloatVector x10 = FloatVector.broadcast(F, x[i + 10]);
      a10 = a.fma(x10, a10);
      b10 = b.fma(x10, b10);
      FloatVector x11 = FloatVector.broadcast(F, x[i + 11]);
      a11 = a.fma(x11, a11);
      b11 = b.fma(x11, b11);
    }
    a0.intoArray(raw, 0);
    b0.intoArray(raw, LANES);
    a1.intoArray(raw, 2 * LANES);
    b1.intoArray(raw, 3 * LANES);
    a2.intoArray(raw, 4 * LANES);
    b2.intoArray(raw, 5 * LANES);
    a3.intoArray(raw, 6 * LANES);
    b3.intoArray(raw, 7 * LANES);
    a4.intoArray(raw, 8 * LANES);
    b4.intoArray(raw, 9 * LANES);
    a5.intoArray(raw, 10 * LANES);
    b5.intoArray(raw, 11 * LANES);
    a6.intoArray(raw, 12 * LANES);
    b6.intoArray(raw, 13 * LANES);
    a7.intoArray(raw, 14 * LANES);
    b7.intoArray(raw, 15 * LANES);
    a8.intoArray(raw, 16 * LANES);
    b8.intoArray(raw, 17 * LANES);
    a9.intoArray(raw, 18 * LANES);
    b9.intoArray(raw, 19 * LANES);
    a10.intoArray(raw, 20 * LANES);
    b10.intoArray(raw, 21 * LANES);
    a11.intoArray(raw, 22 * LANES);
    b11.intoArray(raw, 23 * LANES);
  }

  private static FloatVector load(long address) {
    return FloatVector.fromMemorySegment(F, ALL, address, ORDER);
  }

  private static void addScaled(
      float[] raw, int at, FloatVector scales, float scale, float[] sums, int to) {
    FloatVector.fromArray(F, raw, at)
        .fma(scales.mul(scale), FloatVector.fromArray(F, sums, to))
        .intoArray(sums, to);
  }
}
