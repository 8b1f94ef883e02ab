package io.deepsearch4j.engine.tensor;

import static io.deepsearch4j.engine.tensor.VectorMath.ALL;
import static io.deepsearch4j.engine.tensor.VectorMath.F;
import static io.deepsearch4j.engine.tensor.VectorMath.I;
import static io.deepsearch4j.engine.tensor.VectorMath.LANES;
import static io.deepsearch4j.engine.tensor.VectorMath.ORDER;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/// The innermost loops of F32 and BF16 products: a few rows times a few tokens, lanes over columns.
///
/// Each pair of row and token has one vector of partial sums that walks over the columns in order.
/// However pairs are tiled, that vector sees the same additions, so no bit depends on the tiling.
/// Partial sums leave the registers through an array, `sums[token][PANEL][LANES]`.
///
/// The methods `rows4tokensN` differ in N alone; `sums` must be zero when a product begins. They
/// are written out because partial sums stay in registers only as local variables; 24 of them fit
/// into 32 registers.
final class VectorTiles {
  /// Rows that share an array of partial sums.
  static final int PANEL = 16;

  /// Elements of `sums` for one token.
  static final int TOKEN = PANEL * LANES;

  /// Tokens that the widest tile takes; on machines with 16 registers fewer.
  static final int TOKENS = LANES == 8 ? 2 : 6;

  private static final int ODD = 0xffff0000;

  private static final VectorShuffle<Float> SWAP_8 = swap(8);
  private static final VectorShuffle<Float> SWAP_4 = swap(4);
  private static final VectorShuffle<Float> SWAP_2 = swap(2);
  private static final VectorShuffle<Float> SWAP_1 = swap(1);
  private static final VectorMask<Float> UPPER_8 = upper(8);
  private static final VectorMask<Float> UPPER_4 = upper(4);
  private static final VectorMask<Float> UPPER_2 = upper(2);
  private static final VectorMask<Float> UPPER_1 = upper(1);

  private VectorTiles() {}

  /// Begins with `length` columns, a multiple of [VectorMath#LANES], of some rows times some
  /// tokens.
  ///
  /// @param w address of the first weight
  /// @param rowBytes distance of the rows
  /// @param at the first activation; those of the next token are `stride` further
  static void begin(
      long w,
      long rowBytes,
      int rows,
      float[] x,
      int at,
      int stride,
      int tokens,
      int length,
      float[] sums,
      int to) {
    int t = 0;
    while (t < tokens) {
      int left = Math.min(tokens - t, TOKENS);
      int tile = left >= 6 ? 6 : left >= 4 ? 4 : left >= 2 ? 2 : 1;
      int together = tile == 1 ? 8 : 4;
      int r = 0;
      for (; r + together <= rows; r += together) {
        long first = w + r * rowBytes;
        int from = at + t * stride;
        int sum = to + t * TOKEN + r * LANES;
        switch (tile) {
          case 6 -> rows4tokens6(first, rowBytes, x, from, stride, length, sums, sum);
          case 4 -> rows4tokens4(first, rowBytes, x, from, stride, length, sums, sum);
          case 2 -> rows4tokens2(first, rowBytes, x, from, stride, length, sums, sum);
          default -> rows8tokens1(first, rowBytes, x, from, length, sums, sum);
        }
      }
      for (; r < rows; r++) {
        for (int i = t; i < t + tile; i++) {
          addRow(w + r * rowBytes, x, at + i * stride, length, sums, to + i * TOKEN + r * LANES);
        }
      }
      t += tile;
    }
  }

  /// Adds the last columns, fewer than a vector.
  static void addTail(
      long w,
      long rowBytes,
      int rows,
      float[] x,
      int at,
      int stride,
      int tokens,
      int length,
      float[] sums,
      int to) {
    VectorMask<Float> there = F.indexInRange(0, length);
    for (int t = 0; t < tokens; t++) {
      FloatVector input = FloatVector.fromArray(F, x, at + t * stride, there);
      for (int r = 0; r < rows; r++) {
        int sum = to + t * TOKEN + r * LANES;
        FloatVector.fromMemorySegment(F, ALL, w + r * rowBytes, ORDER, there)
            .fma(input, FloatVector.fromArray(F, sums, sum))
            .intoArray(sums, sum);
      }
    }
  }

  /// Begins with groups of 32 columns of four BF16 rows times one token, whose activations are
  /// split.
  static void beginBfloat(
      long w, long rowBytes, float[] x, int at, int length, float[] sums, int to) {
    FloatVector zero = FloatVector.zero(F);
    FloatVector s0 = zero;
    FloatVector s1 = zero;
    FloatVector s2 = zero;
    FloatVector s3 = zero;
    for (int k = 0; k < length; k += 32) {
      long address = w + 2L * k;
      for (int i = 0; i < 16; i += LANES) {
        FloatVector even = FloatVector.fromArray(F, x, at + k + i);
        s0 = even(address + 4L * i).fma(even, s0);
        s1 = even(address + rowBytes + 4L * i).fma(even, s1);
        s2 = even(address + 2 * rowBytes + 4L * i).fma(even, s2);
        s3 = even(address + 3 * rowBytes + 4L * i).fma(even, s3);
      }
      for (int i = 0; i < 16; i += LANES) {
        FloatVector odd = FloatVector.fromArray(F, x, at + k + 16 + i);
        s0 = odd(address + 4L * i).fma(odd, s0);
        s1 = odd(address + rowBytes + 4L * i).fma(odd, s1);
        s2 = odd(address + 2 * rowBytes + 4L * i).fma(odd, s2);
        s3 = odd(address + 3 * rowBytes + 4L * i).fma(odd, s3);
      }
    }
    s0.intoArray(sums, to);
    s1.intoArray(sums, to + LANES);
    s2.intoArray(sums, to + 2 * LANES);
    s3.intoArray(sums, to + 3 * LANES);
  }

  /// Turns BF16 columns into F32 in the order of split activations, zeros up to a whole group.
  static void widen(long from, long to, int columns) {
    int k = 0;
    for (; k + 32 <= columns; k += 32) {
      for (int i = 0; i < 16; i += LANES) {
        long address = from + 2L * k + 4L * i;
        even(address).intoMemorySegment(ALL, to + 4L * (k + i), ORDER);
        odd(address).intoMemorySegment(ALL, to + 4L * (k + 16 + i), ORDER);
      }
    }
    if (k < columns) {
      for (int i = 0; i < 32; i++) {
        int column = k + 2 * (i % 16) + i / 16;
        float value =
            column < columns ? Packing.fromBfloat(ALL.get(Packing.SHORT, from + 2L * column)) : 0;
        ALL.set(Packing.FLOAT, to + 4L * (k + i), value);
      }
    }
  }

  /// Sums the lanes of all rows of a panel for one token, destroying the partial sums.
  ///
  /// Lane `i` is added to lane `i + LANES / 2`, and so on: always the same tree. Pairs of vectors
  /// are folded into one until one vector has the total of row `i` in lane `i`.
  static void finish(float[] sums, int at, float[] out, int to, int rows) {
    for (int r = 0; r < rows; r += LANES) {
      int first = at + r * LANES;
      if (LANES > 8) {
        fold(sums, first, 8, UPPER_8, SWAP_8);
      }
      if (LANES > 4) {
        fold(sums, first, 4, UPPER_4, SWAP_4);
      }
      fold(sums, first, 2, UPPER_2, SWAP_2);
      fold(sums, first, 1, UPPER_1, SWAP_1);
      System.arraycopy(sums, first, out, to + r, Math.min(LANES, rows - r));
    }
  }

  static void clear(float[] sums, int tokens) {
    Arrays.fill(sums, 0, tokens * TOKEN, 0);
  }

  private static void fold(
      float[] sums, int at, int half, VectorMask<Float> upper, VectorShuffle<Float> swap) {
    for (int i = 0; i < half; i++) {
      FloatVector a = FloatVector.fromArray(F, sums, at + i * LANES);
      FloatVector b = FloatVector.fromArray(F, sums, at + (i + half) * LANES);
      FloatVector crossed = b.blend(a, upper).rearrange(swap);
      a.blend(b, upper).add(crossed).intoArray(sums, at + i * LANES);
    }
  }

  /// Adds columns of one row times one token.
  static void addRow(long w, float[] x, int at, int length, float[] sums, int to) {
    FloatVector sum = FloatVector.fromArray(F, sums, to);
    for (int k = 0; k < length; k += LANES) {
      sum = load(w + 4L * k).fma(FloatVector.fromArray(F, x, at + k), sum);
    }
    sum.intoArray(sums, to);
  }

  /// One token reads as fast as memory goes with eight rows under way, and, against expectation,
  /// when sums come from the array rather than from zero: 19 to 21 GB/s instead of 14.
  private static void rows8tokens1(
      long w, long rowBytes, float[] x, int at, int length, float[] sums, int to) {
    FloatVector s0 = FloatVector.fromArray(F, sums, to);
    FloatVector s1 = FloatVector.fromArray(F, sums, to + LANES);
    FloatVector s2 = FloatVector.fromArray(F, sums, to + 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(F, sums, to + 3 * LANES);
    FloatVector s4 = FloatVector.fromArray(F, sums, to + 4 * LANES);
    FloatVector s5 = FloatVector.fromArray(F, sums, to + 5 * LANES);
    FloatVector s6 = FloatVector.fromArray(F, sums, to + 6 * LANES);
    FloatVector s7 = FloatVector.fromArray(F, sums, to + 7 * LANES);
    for (int k = 0; k < length; k += LANES) {
      long address = w + 4L * k;
      FloatVector input = FloatVector.fromArray(F, x, at + k);
      s0 = load(address).fma(input, s0);
      s1 = load(address + rowBytes).fma(input, s1);
      s2 = load(address + 2 * rowBytes).fma(input, s2);
      s3 = load(address + 3 * rowBytes).fma(input, s3);
      s4 = load(address + 4 * rowBytes).fma(input, s4);
      s5 = load(address + 5 * rowBytes).fma(input, s5);
      s6 = load(address + 6 * rowBytes).fma(input, s6);
      s7 = load(address + 7 * rowBytes).fma(input, s7);
    }
    s0.intoArray(sums, to);
    s1.intoArray(sums, to + LANES);
    s2.intoArray(sums, to + 2 * LANES);
    s3.intoArray(sums, to + 3 * LANES);
    s4.intoArray(sums, to + 4 * LANES);
    s5.intoArray(sums, to + 5 * LANES);
    s6.intoArray(sums, to + 6 * LANES);
    s7.intoArray(sums, to + 7 * LANES);
  }

  private static void rows4tokens2(
      long w, long rowBytes, float[] x, int at, int stride, int length, float[] sums, int to) {
    int to1 = to + TOKEN;
    FloatVector zero = FloatVector.zero(F);
    FloatVector s00 = zero;
    FloatVector s01 = zero;
    FloatVector s02 = zero;
    FloatVector s03 = zero;
    FloatVector s10 = zero;
    FloatVector s11 = zero;
    FloatVector s12 = zero;
    FloatVector s13 = zero;
    for (int k = 0; k < length; k += LANES) {
      long address = w + 4L * k;
      FloatVector w0 = load(address);
      FloatVector w1 = load(address + rowBytes);
      FloatVector w2 = load(address + 2 * rowBytes);
      FloatVector w3 = load(address + 3 * rowBytes);
      FloatVector x0 = FloatVector.fromArray(F, x, at + k);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      s02 = w2.fma(x0, s02);
      s03 = w3.fma(x0, s03);
      FloatVector x1 = FloatVector.fromArray(F, x, at + stride + k);
      s10 = w0.fma(x1, s10);
      s11 = w1.fma(x1, s11);
      s12 = w2.fma(x1, s12);
      s13 = w3.fma(x1, s13);
    }
    s00.intoArray(sums, to);
    s01.intoArray(sums, to + LANES);
    s02.intoArray(sums, to + 2 * LANES);
    s03.intoArray(sums, to + 3 * LANES);
    s10.intoArray(sums, to1);
    s11.intoArray(sums, to1 + LANES);
    s12.intoArray(sums, to1 + 2 * LANES);
    s13.intoArray(sums, to1 + 3 * LANES);
  }

  private static void rows4tokens4(
      long w, long rowBytes, float[] x, int at, int stride, int length, float[] sums, int to) {
    int to1 = to + TOKEN;
    int to2 = to + 2 * TOKEN;
    int to3 = to + 3 * TOKEN;
    FloatVector zero = FloatVector.zero(F);
    FloatVector s00 = zero;
    FloatVector s01 = zero;
    FloatVector s02 = zero;
    FloatVector s03 = zero;
    FloatVector s10 = zero;
    FloatVector s11 = zero;
    FloatVector s12 = zero;
    FloatVector s13 = zero;
    FloatVector s20 = zero;
    FloatVector s21 = zero;
    FloatVector s22 = zero;
    FloatVector s23 = zero;
    FloatVector s30 = zero;
    FloatVector s31 = zero;
    FloatVector s32 = zero;
    FloatVector s33 = zero;
    for (int k = 0; k < length; k += LANES) {
      long address = w + 4L * k;
      FloatVector w0 = load(address);
      FloatVector w1 = load(address + rowBytes);
      FloatVector w2 = load(address + 2 * rowBytes);
      FloatVector w3 = load(address + 3 * rowBytes);
      FloatVector x0 = FloatVector.fromArray(F, x, at + k);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      s02 = w2.fma(x0, s02);
      s03 = w3.fma(x0, s03);
      FloatVector x1 = FloatVector.fromArray(F, x, at + stride + k);
      s10 = w0.fma(x1, s10);
      s11 = w1.fma(x1, s11);
      s12 = w2.fma(x1, s12);
      s13 = w3.fma(x1, s13);
      FloatVector x2 = FloatVector.fromArray(F, x, at + 2 * stride + k);
      s20 = w0.fma(x2, s20);
      s21 = w1.fma(x2, s21);
      s22 = w2.fma(x2, s22);
      s23 = w3.fma(x2, s23);
      FloatVector x3 = FloatVector.fromArray(F, x, at + 3 * stride + k);
      s30 = w0.fma(x3, s30);
      s31 = w1.fma(x3, s31);
      s32 = w2.fma(x3, s32);
      s33 = w3.fma(x3, s33);
    }
    s00.intoArray(sums, to);
    s01.intoArray(sums, to + LANES);
    s02.intoArray(sums, to + 2 * LANES);
    s03.intoArray(sums, to + 3 * LANES);
    s10.intoArray(sums, to1);
    s11.intoArray(sums, to1 + LANES);
    s12.intoArray(sums, to1 + 2 * LANES);
    s13.intoArray(sums, to1 + 3 * LANES);
    s20.intoArray(sums, to2);
    s21.intoArray(sums, to2 + LANES);
    s22.intoArray(sums, to2 + 2 * LANES);
    s23.intoArray(sums, to2 + 3 * LANES);
    s30.intoArray(sums, to3);
    s31.intoArray(sums, to3 + LANES);
    s32.intoArray(sums, to3 + 2 * LANES);
    s33.intoArray(sums, to3 + 3 * LANES);
  }

  private static void rows4tokens6(
      long w, long rowBytes, float[] x, int at, int stride, int length, float[] sums, int to) {
    int to1 = to + TOKEN;
    int to2 = to + 2 * TOKEN;
    int to3 = to + 3 * TOKEN;
    int to4 = to + 4 * TOKEN;
    int to5 = to + 5 * TOKEN;
    FloatVector zero = FloatVector.zero(F);
    FloatVector s00 = zero;
    FloatVector s01 = zero;
    FloatVector s02 = zero;
    FloatVector s03 = zero;
    FloatVector s10 = zero;
    FloatVector s11 = zero;
    FloatVector s12 = zero;
    FloatVector s13 = zero;
    FloatVector s20 = zero;
    FloatVector s21 = zero;
    FloatVector s22 = zero;
    FloatVector s23 = zero;
    FloatVector s30 = zero;
    FloatVector s31 = zero;
    FloatVector s32 = zero;
    FloatVector s33 = zero;
    FloatVector s40 = zero;
    FloatVector s41 = zero;
    FloatVector s42 = zero;
    FloatVector s43 = zero;
    FloatVector s50 = zero;
    FloatVector s51 = zero;
    FloatVector s52 = zero;
    FloatVector s53 = zero;
    for (int k = 0; k < length; k += LANES) {
      long address = w + 4L * k;
      FloatVector w0 = load(address);
      FloatVector w1 = load(address + rowBytes);
      FloatVector w2 = load(address + 2 * rowBytes);
      FloatVector w3 = load(address + 3 * rowBytes);
      FloatVector x0 = FloatVector.fromArray(F, x, at + k);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      s02 = w2.fma(x0, s02);
      s03 = w3.fma(x0, s03);
      FloatVector x1 = FloatVector.fromArray(F, x, at + stride + k);
      s10 = w0.fma(x1, s10);
      s11 = w1.fma(x1, s11);
      s12 = w2.fma(x1, s12);
      s13 = w3.fma(x1, s13);
      FloatVector x2 = FloatVector.fromArray(F, x, at + 2 * stride + k);
      s20 = w0.fma(x2, s20);
      s21 = w1.fma(x2, s21);
      s22 = w2.fma(x2, s22);
      s23 = w3.fma(x2, s23);
      FloatVector x3 = FloatVector.fromArray(F, x, at + 3 * stride + k);
      s30 = w0.fma(x3, s30);
      s31 = w1.fma(x3, s31);
      s32 = w2.fma(x3, s32);
      s33 = w3.fma(x3, s33);
      FloatVector x4 = FloatVector.fromArray(F, x, at + 4 * stride + k);
      s40 = w0.fma(x4, s40);
      s41 = w1.fma(x4, s41);
      s42 = w2.fma(x4, s42);
      s43 = w3.fma(x4, s43);
      FloatVector x5 = FloatVector.fromArray(F, x, at + 5 * stride + k);
      s50 = w0.fma(x5, s50);
      s51 = w1.fma(x5, s51);
      s52 = w2.fma(x5, s52);
      s53 = w3.fma(x5, s53);
    }
    s00.intoArray(sums, to);
    s01.intoArray(sums, to + LANES);
    s02.intoArray(sums, to + 2 * LANES);
    s03.intoArray(sums, to + 3 * LANES);
    s10.intoArray(sums, to1);
    s11.intoArray(sums, to1 + LANES);
    s12.intoArray(sums, to1 + 2 * LANES);
    s13.intoArray(sums, to1 + 3 * LANES);
    s20.intoArray(sums, to2);
    s21.intoArray(sums, to2 + LANES);
    s22.intoArray(sums, to2 + 2 * LANES);
    s23.intoArray(sums, to2 + 3 * LANES);
    s30.intoArray(sums, to3);
    s31.intoArray(sums, to3 + LANES);
    s32.intoArray(sums, to3 + 2 * LANES);
    s33.intoArray(sums, to3 + 3 * LANES);
    s40.intoArray(sums, to4);
    s41.intoArray(sums, to4 + LANES);
    s42.intoArray(sums, to4 + 2 * LANES);
    s43.intoArray(sums, to4 + 3 * LANES);
    s50.intoArray(sums, to5);
    s51.intoArray(sums, to5 + LANES);
    s52.intoArray(sums, to5 + 2 * LANES);
    s53.intoArray(sums, to5 + 3 * LANES);
  }

  private static FloatVector load(long address) {
    return FloatVector.fromMemorySegment(F, ALL, address, ORDER);
  }

  private static FloatVector even(long address) {
    return IntVector.fromMemorySegment(I, ALL, address, ORDER)
        .lanewise(VectorOperators.LSHL, 16)
        .reinterpretAsFloats();
  }

  private static FloatVector odd(long address) {
    return IntVector.fromMemorySegment(I, ALL, address, ORDER).and(ODD).reinterpretAsFloats();
  }

  /// Exchanges lane `i` with lane `i ^ distance`.
  private static VectorShuffle<Float> swap(int distance) {
    return VectorShuffle.fromOp(F, i -> (i ^ distance) % LANES);
  }

  private static VectorMask<Float> upper(int bit) {
    boolean[] lanes = new boolean[LANES];
    for (int i = 0; i < LANES; i++) {
      lanes[i] = (i & bit) != 0;
    }
    return VectorMask.fromArray(F, lanes, 0);
  }
}
