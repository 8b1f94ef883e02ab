package io.deepsearch4j.engine.tensor;

import static io.deepsearch4j.engine.tensor.VectorMath.ALL;
import static io.deepsearch4j.engine.tensor.VectorMath.F;
import static io.deepsearch4j.engine.tensor.VectorMath.I;
import static io.deepsearch4j.engine.tensor.VectorMath.LANES;
import static io.deepsearch4j.engine.tensor.VectorMath.ORDER;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Quantised products in 16-bit arithmetic whose results are exact: one group of 32 columns, some
/// vectors of rows, one or two tokens.
///
/// An integer lane is a row; its two shorts belong to two neighbouring columns, and so do the two
/// shorts of a broadcast pair of activations.
///
/// **Q8.** `p = w[k] x[k] + w[k+2] x[k+2]` fits into a short, as `2 * 127 * 127 = 32258 < 32768`.
/// With the sign bits flipped, both halves of a lane are unsigned numbers, `u = p + 32768`. Summing
/// lanes as they are gives `all = high * 65536 + low` modulo 2^32, summing them shifted gives
/// `high` itself, so `low = all - (high << 16)`. Both carry 8 biases of 32768, and the product of
/// the group is `low + high - 16 * 32768`.
///
/// **Q4.** All in 16 bits modulo 2^16. A short `v` has nibbles `n0..n3`, each stored with 8 added.
/// Unmasked shifts are nested: `v >>> 4i` is `n_i + 16 (v >>> 4(i+1))`, so `n_i` is the difference
/// of a shift and 16 times the next, and `sum n_i x_i = sum (v >>> 4i) (x_i - 16 x_(i-1))`: the
/// activations take the masks over. What wraps around on the way does not matter: less `8 sum x`,
/// from which the sum starts, the true total of a row lies within `8 * 127 * 32 = 32512`.
final class VectorIntegerTiles {
  /// Elements of `sums` for one token: the most rows that a block has.
  static final int ROWS = 64;

  /// Elements of the scratch for sums that are not yet finished.
  static final int RAW = 8 * LANES;

  private static final int PAIRS = Activations.PAIRS;
  private static final VectorSpecies<Short> S = ShortVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Byte> HALF =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(F.vectorBitSize() / 2));

  private VectorIntegerTiles() {}

  /// Adds one group of a Q8 block: `sums[token][row] += scales * (integers times integers)`.
  ///
  /// @param group address of the group
  /// @param at the first token's group among the groups of all tokens
  /// @param tokens 1 or 2
  /// @param raw scratch of at least `RAW`
  static void eight(
      long group, Activations x, int at, int tokens, int[] raw, float[] sums, int to) {
    int inputs = at * PAIRS;
    int stride = x.groups * PAIRS;
    for (int row = 0; row < 32; row += 2 * LANES) {
      long weights = group + Packing.Q8_WEIGHTS + 2L * row;
      if (tokens == 2) {
        eight2(weights, x.pairs, inputs, stride, raw);
      } else {
        eight1(weights, x.pairs, inputs, raw);
      }
      int from = 0;
      for (int r = row; r < row + 2 * LANES; r += LANES) {
        FloatVector scales = scales(group, r);
        for (int t = 0; t < tokens; t++) {
          IntVector all = IntVector.fromArray(I, raw, from);
          IntVector high = IntVector.fromArray(I, raw, from + LANES);
          IntVector total = all.sub(high.lanewise(LSHL, 16)).add(high).sub(16 * 32768);
          addScaled(total, scales, x.scales[at + t * x.groups], sums, to + t * ROWS + r);
          from += 2 * LANES;
        }
      }
    }
  }

  /// The same for a Q4 block.
  static void four(long group, Activations x, int at, int tokens, int[] raw, float[] sums, int to) {
    int inputs = at * PAIRS;
    int stride = x.groups * PAIRS;
    int step = tokens == 2 ? 2 * LANES : 4 * LANES;
    for (int row = 0; row < 64; row += step) {
      for (int t = 0; t < tokens; t++) {
        raw[t] = x.offsets[at + t * x.groups];
      }
      long weights = group + Packing.Q4_WEIGHTS + 4L * row;
      if (tokens == 2) {
        four2(weights, x.nested, inputs, stride, raw);
      } else {
        four1(weights, x.nested, inputs, raw);
      }
      int from = 0;
      for (int r = row; r < row + step; r += LANES) {
        FloatVector scales = scales(group, r);
        for (int t = 0; t < tokens; t++) {
          IntVector both = IntVector.fromArray(I, raw, from);
          IntVector total = both.add(both.lanewise(LSHL, 16)).lanewise(ASHR, 16);
          addScaled(total, scales, x.scales[at + t * x.groups], sums, to + t * ROWS + r);
          from += LANES;
        }
      }
    }
  }

  /// The scales of a vector of rows: one half of every pair in a line of 32.
  static FloatVector scales(long group, int row) {
    long line = group + 64L * (row / 32);
    IntVector pairs = IntVector.fromMemorySegment(I, ALL, line + 4L * (row % 16), ORDER);
    return row % 32 < 16 ? low(pairs) : high(pairs);
  }

  /// 2 vectors of rows, 1 token.
  private static void eight1(long address, int[] pairs, int at, int[] raw) {
    IntVector zero = IntVector.zero(I);
    IntVector aAll0 = zero;
    IntVector aHigh0 = zero;
    IntVector bAll0 = zero;
    IntVector bHigh0 = zero;
    for (int j = 0; j < PAIRS; j += 2) {
      long here = address + 64L * j;
      ShortVector a = eight(here);
      ShortVector aNext = eight(here + 64);
      ShortVector b = eight(here + 2L * LANES);
      ShortVector bNext = eight(here + 64 + 2L * LANES);
      ShortVector x0 = pair(pairs[at + j]);
      ShortVector next0 = pair(pairs[at + j + 1]);
      IntVector aSum0 = biased(a.mul(x0).add(aNext.mul(next0)));
      aAll0 = aAll0.add(aSum0);
      aHigh0 = aHigh0.add(aSum0.lanewise(LSHR, 16));
      IntVector bSum0 = biased(b.mul(x0).add(bNext.mul(next0)));
      bAll0 = bAll0.add(bSum0);
      bHigh0 = bHigh0.add(bSum0.lanewise(LSHR, 16));
    }
    aAll0.intoArray(raw, 0);
    aHigh0.intoArray(raw, LANES);
    bAll0.intoArray(raw, 2 * LANES);
    bHigh0.intoArray(raw, 3 * LANES);
  }

  /// 2 vectors of rows, 2 tokens.
  private static void eight2(long address, int[] pairs, int at, int stride, int[] raw) {
    IntVector zero = IntVector.zero(I);
    IntVector aAll0 = zero;
    IntVector aHigh0 = zero;
    IntVector aAll1 = zero;
    IntVector aHigh1 = zero;
    IntVector bAll0 = zero;
    IntVector bHigh0 = zero;
    IntVector bAll1 = zero;
    IntVector bHigh1 = zero;
    for (int j = 0; j < PAIRS; j += 2) {
      long here = address + 64L * j;
      ShortVector a = eight(here);
      ShortVector aNext = eight(here + 64);
      ShortVector b = eight(here + 2L * LANES);
      ShortVector bNext = eight(here + 64 + 2L * LANES);
      ShortVector x0 = pair(pairs[at + j]);
      ShortVector next0 = pair(pairs[at + j + 1]);
      IntVector aSum0 = biased(a.mul(x0).add(aNext.mul(next0)));
      aAll0 = aAll0.add(aSum0);
      aHigh0 = aHigh0.add(aSum0.lanewise(LSHR, 16));
      IntVector bSum0 = biased(b.mul(x0).add(bNext.mul(next0)));
      bAll0 = bAll0.add(bSum0);
      bHigh0 = bHigh0.add(bSum0.lanewise(LSHR, 16));
      ShortVector x1 = pair(pairs[at + stride + j]);
      ShortVector next1 = pair(pairs[at + stride + j + 1]);
      IntVector aSum1 = biased(a.mul(x1).add(aNext.mul(next1)));
      aAll1 = aAll1.add(aSum1);
      aHigh1 = aHigh1.add(aSum1.lanewise(LSHR, 16));
      IntVector bSum1 = biased(b.mul(x1).add(bNext.mul(next1)));
      bAll1 = bAll1.add(bSum1);
      bHigh1 = bHigh1.add(bSum1.lanewise(LSHR, 16));
    }
    aAll0.intoArray(raw, 0);
    aHigh0.intoArray(raw, LANES);
    aAll1.intoArray(raw, 2 * LANES);
    aHigh1.intoArray(raw, 3 * LANES);
    bAll0.intoArray(raw, 4 * LANES);
    bHigh0.intoArray(raw, 5 * LANES);
    bAll1.intoArray(raw, 6 * LANES);
    bHigh1.intoArray(raw, 7 * LANES);
  }

  /// 4 vectors of rows, 1 token.
  private static void four1(long address, int[] nested, int at, int[] raw) {
    ShortVector a0 = pair(raw[0]);
    ShortVector b0 = a0;
    ShortVector c0 = a0;
    ShortVector d0 = a0;
    for (int j = 0; j < PAIRS; j += 4) {
      long here = address + 64L * j;
      ShortVector a = four(here);
      ShortVector b = four(here + 4L * LANES);
      ShortVector c = four(here + 8L * LANES);
      ShortVector d = four(here + 12L * LANES);
      ShortVector x00 = pair(nested[at + j]);
      a0 = a0.add(a.mul(x00));
      b0 = b0.add(b.mul(x00));
      c0 = c0.add(c.mul(x00));
      d0 = d0.add(d.mul(x00));
      ShortVector x10 = pair(nested[at + j + 1]);
      ShortVector a1s = a.lanewise(LSHR, 4);
      a0 = a0.add(a1s.mul(x10));
      ShortVector b1s = b.lanewise(LSHR, 4);
      b0 = b0.add(b1s.mul(x10));
      ShortVector c1s = c.lanewise(LSHR, 4);
      c0 = c0.add(c1s.mul(x10));
      ShortVector d1s = d.lanewise(LSHR, 4);
      d0 = d0.add(d1s.mul(x10));
      ShortVector x20 = pair(nested[at + j + 2]);
      ShortVector a2s = a.lanewise(LSHR, 8);
      a0 = a0.add(a2s.mul(x20));
      ShortVector b2s = b.lanewise(LSHR, 8);
      b0 = b0.add(b2s.mul(x20));
      ShortVector c2s = c.lanewise(LSHR, 8);
      c0 = c0.add(c2s.mul(x20));
      ShortVector d2s = d.lanewise(LSHR, 8);
      d0 = d0.add(d2s.mul(x20));
      ShortVector x30 = pair(nested[at + j + 3]);
      ShortVector a3s = a.lanewise(LSHR, 12);
      a0 = a0.add(a3s.mul(x30));
      ShortVector b3s = b.lanewise(LSHR, 12);
      b0 = b0.add(b3s.mul(x30));
      ShortVector c3s = c.lanewise(LSHR, 12);
      c0 = c0.add(c3s.mul(x30));
      ShortVector d3s = d.lanewise(LSHR, 12);
      d0 = d0.add(d3s.mul(x30));
    }
    a0.reinterpretAsInts().intoArray(raw, 0);
    b0.reinterpretAsInts().intoArray(raw, LANES);
    c0.reinterpretAsInts().intoArray(raw, 2 * LANES);
    d0.reinterpretAsInts().intoArray(raw, 3 * LANES);
  }

  /// 2 vectors of rows, 2 tokens.
  private static void four2(long address, int[] nested, int at, int stride, int[] raw) {
    ShortVector a0 = pair(raw[0]);
    ShortVector b0 = a0;
    ShortVector a1 = pair(raw[1]);
    ShortVector b1 = a1;
    for (int j = 0; j < PAIRS; j += 4) {
      long here = address + 64L * j;
      ShortVector a = four(here);
      ShortVector b = four(here + 4L * LANES);
      ShortVector x00 = pair(nested[at + j]);
      ShortVector x01 = pair(nested[at + stride + j]);
      a0 = a0.add(a.mul(x00));
      a1 = a1.add(a.mul(x01));
      b0 = b0.add(b.mul(x00));
      b1 = b1.add(b.mul(x01));
      ShortVector x10 = pair(nested[at + j + 1]);
      ShortVector x11 = pair(nested[at + stride + j + 1]);
      ShortVector a1s = a.lanewise(LSHR, 4);
      a0 = a0.add(a1s.mul(x10));
      a1 = a1.add(a1s.mul(x11));
      ShortVector b1s = b.lanewise(LSHR, 4);
      b0 = b0.add(b1s.mul(x10));
      b1 = b1.add(b1s.mul(x11));
      ShortVector x20 = pair(nested[at + j + 2]);
      ShortVector x21 = pair(nested[at + stride + j + 2]);
      ShortVector a2s = a.lanewise(LSHR, 8);
      a0 = a0.add(a2s.mul(x20));
      a1 = a1.add(a2s.mul(x21));
      ShortVector b2s = b.lanewise(LSHR, 8);
      b0 = b0.add(b2s.mul(x20));
      b1 = b1.add(b2s.mul(x21));
      ShortVector x30 = pair(nested[at + j + 3]);
      ShortVector x31 = pair(nested[at + stride + j + 3]);
      ShortVector a3s = a.lanewise(LSHR, 12);
      a0 = a0.add(a3s.mul(x30));
      a1 = a1.add(a3s.mul(x31));
      ShortVector b3s = b.lanewise(LSHR, 12);
      b0 = b0.add(b3s.mul(x30));
      b1 = b1.add(b3s.mul(x31));
    }
    a0.reinterpretAsInts().intoArray(raw, 0);
    a1.reinterpretAsInts().intoArray(raw, LANES);
    b0.reinterpretAsInts().intoArray(raw, 2 * LANES);
    b1.reinterpretAsInts().intoArray(raw, 3 * LANES);
  }

  private static ShortVector eight(long address) {
    return (ShortVector)
        ByteVector.fromMemorySegment(HALF, ALL, address, ORDER)
            .convertShape(VectorOperators.B2S, S, 0);
  }

  static IntVector eightAsInts(long address) {
    return eight(address).reinterpretAsInts();
  }

  private static ShortVector four(long address) {
    return ShortVector.fromMemorySegment(S, ALL, address, ORDER);
  }

  private static ShortVector pair(int pair) {
    return IntVector.broadcast(I, pair).reinterpretAsShorts();
  }

  private static IntVector biased(ShortVector sums) {
    return sums.reinterpretAsInts().lanewise(VectorOperators.XOR, 0x80008000);
  }

  static FloatVector low(IntVector bfloats) {
    return bfloats.lanewise(LSHL, 16).reinterpretAsFloats();
  }

  static FloatVector high(IntVector bfloats) {
    return bfloats.and(0xffff0000).reinterpretAsFloats();
  }

  private static void addScaled(
      IntVector integers, FloatVector scales, float scale, float[] sums, int at) {
    FloatVector exact = (FloatVector) integers.convertShape(VectorOperators.I2F, F, 0);
    exact.fma(scales.mul(scale), FloatVector.fromArray(F, sums, at)).intoArray(sums, at);
  }
}
