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
  /// @param scale where the first token's scale for this group is
  static void add(
      long group, long w, float[] x, int at, Activations of, int scale, float[] sums, int to) {
    for (int row = 0; row < 16; row += LANES) {
      IntVector scales = IntVector.fromMemorySegment(I, ALL, group + 4L * row, ORDER);
      group12(
          w + 4L * row,
          x,
          at,
          VectorIntegerTiles.low(scales),
          VectorIntegerTiles.high(scales),
          of.scales,
          scale,
          of.groups,
          sums,
          to + row);
    }
  }

  private static void group12(
      long w,
      float[] x,
      int at,
      FloatVector aScale,
      FloatVector bScale,
      float[] scales,
      int scale,
      int stride,
      float[] sums,
      int to) {
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
    float scale0 = scales[scale];
    addScaled(a0, aScale, scale0, sums, to);
    addScaled(b0, bScale, scale0, sums, to + 16);
    float scale1 = scales[scale + stride];
    addScaled(a1, aScale, scale1, sums, to + ROWS);
    addScaled(b1, bScale, scale1, sums, to + ROWS + 16);
    float scale2 = scales[scale + 2 * stride];
    addScaled(a2, aScale, scale2, sums, to + 2 * ROWS);
    addScaled(b2, bScale, scale2, sums, to + 2 * ROWS + 16);
    float scale3 = scales[scale + 3 * stride];
    addScaled(a3, aScale, scale3, sums, to + 3 * ROWS);
    addScaled(b3, bScale, scale3, sums, to + 3 * ROWS + 16);
    float scale4 = scales[scale + 4 * stride];
    addScaled(a4, aScale, scale4, sums, to + 4 * ROWS);
    addScaled(b4, bScale, scale4, sums, to + 4 * ROWS + 16);
    float scale5 = scales[scale + 5 * stride];
    addScaled(a5, aScale, scale5, sums, to + 5 * ROWS);
    addScaled(b5, bScale, scale5, sums, to + 5 * ROWS + 16);
    float scale6 = scales[scale + 6 * stride];
    addScaled(a6, aScale, scale6, sums, to + 6 * ROWS);
    addScaled(b6, bScale, scale6, sums, to + 6 * ROWS + 16);
    float scale7 = scales[scale + 7 * stride];
    addScaled(a7, aScale, scale7, sums, to + 7 * ROWS);
    addScaled(b7, bScale, scale7, sums, to + 7 * ROWS + 16);
    float scale8 = scales[scale + 8 * stride];
    addScaled(a8, aScale, scale8, sums, to + 8 * ROWS);
    addScaled(b8, bScale, scale8, sums, to + 8 * ROWS + 16);
    float scale9 = scales[scale + 9 * stride];
    addScaled(a9, aScale, scale9, sums, to + 9 * ROWS);
    addScaled(b9, bScale, scale9, sums, to + 9 * ROWS + 16);
    float scale10 = scales[scale + 10 * stride];
    addScaled(a10, aScale, scale10, sums, to + 10 * ROWS);
    addScaled(b10, bScale, scale10, sums, to + 10 * ROWS + 16);
    float scale11 = scales[scale + 11 * stride];
    addScaled(a11, aScale, scale11, sums, to + 11 * ROWS);
    addScaled(b11, bScale, scale11, sums, to + 11 * ROWS + 16);
  }

  private static FloatVector load(long address) {
    return FloatVector.fromMemorySegment(F, ALL, address, ORDER);
  }

  private static void addScaled(
      FloatVector exact, FloatVector scales, float scale, float[] sums, int at) {
    exact.fma(scales.mul(scale), FloatVector.fromArray(F, sums, at)).intoArray(sums, at);
  }
}
