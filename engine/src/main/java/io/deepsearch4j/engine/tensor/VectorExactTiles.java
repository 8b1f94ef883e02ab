package io.deepsearch4j.engine.tensor;

import static io.deepsearch4j.engine.tensor.VectorIntegerTiles.ROWS;
import static io.deepsearch4j.engine.tensor.VectorMath.F;
import static io.deepsearch4j.engine.tensor.VectorMath.LANES;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// Q8 products of several tokens: exact integers again, but in F32.
///
/// A weight times an activation is at most `127 * 127`, a group of 32 sums to less than 2^19, and
/// F32 holds integers up to 2^24: no addition rounds. So these are the integers of
/// [VectorIntegerTiles], and with the same scaling the same bits, but one FMA does the work of two
/// 16-bit operations.
///
/// Weights are widened in registers, where they serve all tokens of a tile. The two weights of a
/// lane are not shifted down to where integers end, but turned into floats in its high half, where
/// they count 2^16 times as much; their activations come divided by 2^16, which is exact as well.
///
/// The activations of a tile are gathered as `[groups][33][tokens]`: 32 columns and their scales.
final class VectorExactTiles {
  /// Tokens of a wide tile.
  static final int WIDE = 12;

  /// Tokens of a narrow tile.
  static final int NARROW = 8;

  /// Floats that one token takes for each group when it is gathered.
  static final int INPUTS = Precision.GROUP + 1;

  /// Elements of the scratch for integers that are not yet scaled.
  static final int RAW = 2 * WIDE * LANES;

  private static final int HIGH = 0xffff0000;
  private static final float DOWN = 0x1p-16f;

  private VectorExactTiles() {}

  /// Copies the activations of a tile of `tile` tokens, those beyond `tokens` as zeros.
  static void gather(Activations x, int token, int tokens, int tile, float[] to, int at) {
    int stride = x.groups * Activations.PAIRS;
    int sink = at;
    Arrays.fill(to, at, at + x.groups * INPUTS * tile, 0);
    for (int g = 0; g < x.groups; g++) {
      int from = token * stride + g * Activations.PAIRS;
      for (int j = from; j < from + Activations.PAIRS; j++) {
        for (int t = 0; t < tokens; t++) {
          int pair = x.pairs[j + t * stride];
          to[sink + t] = (short) pair * DOWN;
          to[sink + tile + t] = (pair >> 16) * DOWN;
        }
        sink += 2 * tile;
      }
      for (int t = 0; t < tokens; t++) {
        to[sink + t] = x.scales[(token + t) * x.groups + g];
      }
      sink += tile;
    }
  }

  /// Adds one group of a block to the sums of a tile of tokens.
  ///
  /// @param group address of the packed group
  /// @param at where the group begins in the gathered activations
  /// @param tokens [#WIDE] or [#NARROW]
  /// @param raw scratch of at least `RAW`
  static void add(long group, float[] x, int at, int tokens, float[] raw, float[] sums, int to) {
    for (int row = 0; row < 32; row += 2 * LANES) {
      if (tokens == NARROW) {
        rows2tokens8(group, row, x, at, raw);
      } else {
        rows2tokens12(group, row, x, at, raw);
      }
      FloatVector aScales = VectorIntegerTiles.scales(group, row);
      FloatVector bScales = VectorIntegerTiles.scales(group, row + LANES);
      int scales = at + Precision.GROUP * tokens;
      for (int t = 0; t < tokens; t++) {
        float input = x[scales + t];
        int sum = to + t * ROWS + row;
        addScaled(raw, 2 * t * LANES, aScales, input, sums, sum);
        addScaled(raw, (2 * t + 1) * LANES, bScales, input, sums, sum + LANES);
      }
    }
  }

  private static void rows2tokens12(long group, int row, float[] x, int at, float[] raw) {
    FloatVector zero = FloatVector.zero(F);
    FloatVector a0 = zero;
    FloatVector a1 = zero;
    FloatVector a2 = zero;
    FloatVector a3 = zero;
    FloatVector a4 = zero;
    FloatVector a5 = zero;
    FloatVector a6 = zero;
    FloatVector a7 = zero;
    FloatVector a8 = zero;
    FloatVector a9 = zero;
    FloatVector a10 = zero;
    FloatVector a11 = zero;
    FloatVector b0 = zero;
    FloatVector b1 = zero;
    FloatVector b2 = zero;
    FloatVector b3 = zero;
    FloatVector b4 = zero;
    FloatVector b5 = zero;
    FloatVector b6 = zero;
    FloatVector b7 = zero;
    FloatVector b8 = zero;
    FloatVector b9 = zero;
    FloatVector b10 = zero;
    FloatVector b11 = zero;
    long here = group + Packing.Q8_WEIGHTS + 2L * row;
    int i = at;
    for (int end = i + 32 * 12; i < end; i += 24) {
      IntVector a = VectorIntegerTiles.eightAsInts(here);
      FloatVector aLow = exact(a.lanewise(LSHL, 16));
      FloatVector aHigh = exact(a.and(HIGH));
      IntVector b = VectorIntegerTiles.eightAsInts(here + 2L * LANES);
      here += 64;
      FloatVector bLow = exact(b.lanewise(LSHL, 16));
      FloatVector bHigh = exact(b.and(HIGH));
      FloatVector x0 = FloatVector.broadcast(F, x[i]);
      a0 = aLow.fma(x0, a0);
      b0 = bLow.fma(x0, b0);
      FloatVector x1 = FloatVector.broadcast(F, x[i + 1]);
      a1 = aLow.fma(x1, a1);
      b1 = bLow.fma(x1, b1);
      FloatVector x2 = FloatVector.broadcast(F, x[i + 2]);
      a2 = aLow.fma(x2, a2);
      b2 = bLow.fma(x2, b2);
      FloatVector x3 = FloatVector.broadcast(F, x[i + 3]);
      a3 = aLow.fma(x3, a3);
      b3 = bLow.fma(x3, b3);
      FloatVector x4 = FloatVector.broadcast(F, x[i + 4]);
      a4 = aLow.fma(x4, a4);
      b4 = bLow.fma(x4, b4);
      FloatVector x5 = FloatVector.broadcast(F, x[i + 5]);
      a5 = aLow.fma(x5, a5);
      b5 = bLow.fma(x5, b5);
      FloatVector x6 = FloatVector.broadcast(F, x[i + 6]);
      a6 = aLow.fma(x6, a6);
      b6 = bLow.fma(x6, b6);
      FloatVector x7 = FloatVector.broadcast(F, x[i + 7]);
      a7 = aLow.fma(x7, a7);
      b7 = bLow.fma(x7, b7);
      FloatVector x8 = FloatVector.broadcast(F, x[i + 8]);
      a8 = aLow.fma(x8, a8);
      b8 = bLow.fma(x8, b8);
      FloatVector x9 = FloatVector.broadcast(F, x[i + 9]);
      a9 = aLow.fma(x9, a9);
      b9 = bLow.fma(x9, b9);
      FloatVector x10 = FloatVector.broadcast(F, x[i + 10]);
      a10 = aLow.fma(x10, a10);
      b10 = bLow.fma(x10, b10);
      FloatVector x11 = FloatVector.broadcast(F, x[i + 11]);
      a11 = aLow.fma(x11, a11);
      b11 = bLow.fma(x11, b11);
      FloatVector y0 = FloatVector.broadcast(F, x[i + 12]);
      a0 = aHigh.fma(y0, a0);
      b0 = bHigh.fma(y0, b0);
      FloatVector y1 = FloatVector.broadcast(F, x[i + 13]);
      a1 = aHigh.fma(y1, a1);
      b1 = bHigh.fma(y1, b1);
      FloatVector y2 = FloatVector.broadcast(F, x[i + 14]);
      a2 = aHigh.fma(y2, a2);
      b2 = bHigh.fma(y2, b2);
      FloatVector y3 = FloatVector.broadcast(F, x[i + 15]);
      a3 = aHigh.fma(y3, a3);
      b3 = bHigh.fma(y3, b3);
      FloatVector y4 = FloatVector.broadcast(F, x[i + 16]);
      a4 = aHigh.fma(y4, a4);
      b4 = bHigh.fma(y4, b4);
      FloatVector y5 = FloatVector.broadcast(F, x[i + 17]);
      a5 = aHigh.fma(y5, a5);
      b5 = bHigh.fma(y5, b5);
      FloatVector y6 = FloatVector.broadcast(F, x[i + 18]);
      a6 = aHigh.fma(y6, a6);
      b6 = bHigh.fma(y6, b6);
      FloatVector y7 = FloatVector.broadcast(F, x[i + 19]);
      a7 = aHigh.fma(y7, a7);
      b7 = bHigh.fma(y7, b7);
      FloatVector y8 = FloatVector.broadcast(F, x[i + 20]);
      a8 = aHigh.fma(y8, a8);
      b8 = bHigh.fma(y8, b8);
      FloatVector y9 = FloatVector.broadcast(F, x[i + 21]);
      a9 = aHigh.fma(y9, a9);
      b9 = bHigh.fma(y9, b9);
      FloatVector y10 = FloatVector.broadcast(F, x[i + 22]);
      a10 = aHigh.fma(y10, a10);
      b10 = bHigh.fma(y10, b10);
      FloatVector y11 = FloatVector.broadcast(F, x[i + 23]);
      a11 = aHigh.fma(y11, a11);
      b11 = bHigh.fma(y11, b11);
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

  private static void rows2tokens8(long group, int row, float[] x, int at, float[] raw) {
    FloatVector zero = FloatVector.zero(F);
    FloatVector a0 = zero;
    FloatVector a1 = zero;
    FloatVector a2 = zero;
    FloatVector a3 = zero;
    FloatVector a4 = zero;
    FloatVector a5 = zero;
    FloatVector a6 = zero;
    FloatVector a7 = zero;
    FloatVector b0 = zero;
    FloatVector b1 = zero;
    FloatVector b2 = zero;
    FloatVector b3 = zero;
    FloatVector b4 = zero;
    FloatVector b5 = zero;
    FloatVector b6 = zero;
    FloatVector b7 = zero;
    long here = group + Packing.Q8_WEIGHTS + 2L * row;
    int i = at;
    for (int end = i + 32 * 8; i < end; i += 16) {
      IntVector a = VectorIntegerTiles.eightAsInts(here);
      FloatVector aLow = exact(a.lanewise(LSHL, 16));
      FloatVector aHigh = exact(a.and(HIGH));
      IntVector b = VectorIntegerTiles.eightAsInts(here + 2L * LANES);
      here += 64;
      FloatVector bLow = exact(b.lanewise(LSHL, 16));
      FloatVector bHigh = exact(b.and(HIGH));
      FloatVector x0 = FloatVector.broadcast(F, x[i]);
      a0 = aLow.fma(x0, a0);
      b0 = bLow.fma(x0, b0);
      FloatVector x1 = FloatVector.broadcast(F, x[i + 1]);
      a1 = aLow.fma(x1, a1);
      b1 = bLow.fma(x1, b1);
      FloatVector x2 = FloatVector.broadcast(F, x[i + 2]);
      a2 = aLow.fma(x2, a2);
      b2 = bLow.fma(x2, b2);
      FloatVector x3 = FloatVector.broadcast(F, x[i + 3]);
      a3 = aLow.fma(x3, a3);
      b3 = bLow.fma(x3, b3);
      FloatVector x4 = FloatVector.broadcast(F, x[i + 4]);
      a4 = aLow.fma(x4, a4);
      b4 = bLow.fma(x4, b4);
      FloatVector x5 = FloatVector.broadcast(F, x[i + 5]);
      a5 = aLow.fma(x5, a5);
      b5 = bLow.fma(x5, b5);
      FloatVector x6 = FloatVector.broadcast(F, x[i + 6]);
      a6 = aLow.fma(x6, a6);
      b6 = bLow.fma(x6, b6);
      FloatVector x7 = FloatVector.broadcast(F, x[i + 7]);
      a7 = aLow.fma(x7, a7);
      b7 = bLow.fma(x7, b7);
      FloatVector y0 = FloatVector.broadcast(F, x[i + 8]);
      a0 = aHigh.fma(y0, a0);
      b0 = bHigh.fma(y0, b0);
      FloatVector y1 = FloatVector.broadcast(F, x[i + 9]);
      a1 = aHigh.fma(y1, a1);
      b1 = bHigh.fma(y1, b1);
      FloatVector y2 = FloatVector.broadcast(F, x[i + 10]);
      a2 = aHigh.fma(y2, a2);
      b2 = bHigh.fma(y2, b2);
      FloatVector y3 = FloatVector.broadcast(F, x[i + 11]);
      a3 = aHigh.fma(y3, a3);
      b3 = bHigh.fma(y3, b3);
      FloatVector y4 = FloatVector.broadcast(F, x[i + 12]);
      a4 = aHigh.fma(y4, a4);
      b4 = bHigh.fma(y4, b4);
      FloatVector y5 = FloatVector.broadcast(F, x[i + 13]);
      a5 = aHigh.fma(y5, a5);
      b5 = bHigh.fma(y5, b5);
      FloatVector y6 = FloatVector.broadcast(F, x[i + 14]);
      a6 = aHigh.fma(y6, a6);
      b6 = bHigh.fma(y6, b6);
      FloatVector y7 = FloatVector.broadcast(F, x[i + 15]);
      a7 = aHigh.fma(y7, a7);
      b7 = bHigh.fma(y7, b7);
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
  }

  private static FloatVector exact(IntVector integers) {
    return (FloatVector) integers.convertShape(I2F, F, 0);
  }

  private static void addScaled(
      float[] raw, int at, FloatVector scales, float scale, float[] sums, int to) {
    FloatVector.fromArray(F, raw, at)
        .fma(scales.mul(scale), FloatVector.fromArray(F, sums, to))
        .intoArray(sums, to);
  }
}
