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

/// Quantised products in 16-bit arithmetic whose results are exact: one group of 32 columns, two
/// vectors of rows (`a` from `row` on, `b` from `row + 16` on), one to four tokens.
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

  private static final int PAIRS = Activations.PAIRS;
  private static final VectorSpecies<Short> S = ShortVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Byte> HALF =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(F.vectorBitSize() / 2));

  private VectorIntegerTiles() {}

  /// Adds one group of a Q8 block: `sums[token][row] += scales * (integers times integers)`.
  ///
  /// @param group address of the group
  /// @param at the first token's group among the groups of all tokens
  static void eight(long group, Activations x, int at, int tokens, float[] sums, int to) {
    for (int row = 0; row < 16; row += LANES) {
      switch (tokens) {
        case 4 -> eight4(group, row, x, at, sums, to);
        case 2 -> eight2(group, row, x, at, sums, to);
        default -> eight1(group, row, x, at, sums, to);
      }
    }
  }

  /// The same for a Q4 block.
  static void four(long group, Activations x, int at, int tokens, float[] sums, int to) {
    for (int line = 0; line < 64; line += 32) {
      for (int row = line; row < line + 16; row += LANES) {
        switch (tokens) {
          case 4 -> four4(group, row, x, at, sums, to);
          case 2 -> four2(group, row, x, at, sums, to);
          default -> four1(group, row, x, at, sums, to);
        }
      }
    }
  }

  private static void eight1(long group, int row, Activations x, int at, float[] sums, int to) {
    int[] pairs = x.pairs;
    int inputs = at * PAIRS;
    IntVector a0 = IntVector.zero(I);
    IntVector aHigh0 = IntVector.zero(I);
    IntVector b0 = IntVector.zero(I);
    IntVector bHigh0 = IntVector.zero(I);
    long address = group + Packing.Q8_WEIGHTS + 2L * row;
    for (int j = 0; j < PAIRS; j += 2) {
      ShortVector a = eight(address + 64L * j);
      ShortVector aNext = eight(address + 64L * j + 64);
      ShortVector b = eight(address + 64L * j + 32);
      ShortVector bNext = eight(address + 64L * j + 96);
      ShortVector x0 = pair(pairs[inputs + j]);
      ShortVector xNext0 = pair(pairs[inputs + j + 1]);
      IntVector aSum0 = biased(a.mul(x0).add(aNext.mul(xNext0)));
      a0 = a0.add(aSum0);
      aHigh0 = aHigh0.add(aSum0.lanewise(LSHR, 16));
      IntVector bSum0 = biased(b.mul(x0).add(bNext.mul(xNext0)));
      b0 = b0.add(bSum0);
      bHigh0 = bHigh0.add(bSum0.lanewise(LSHR, 16));
    }
    IntVector scales = IntVector.fromMemorySegment(I, ALL, group + 4L * row, ORDER);
    FloatVector aScale = low(scales);
    FloatVector bScale = high(scales);
    float scale0 = x.scales[at];
    addScaled(unbiased(a0, aHigh0), aScale, scale0, sums, to + row);
    addScaled(unbiased(b0, bHigh0), bScale, scale0, sums, to + row + 16);
  }

  private static void eight2(long group, int row, Activations x, int at, float[] sums, int to) {
    int[] pairs = x.pairs;
    int inputs = at * PAIRS;
    int stride = x.groups * PAIRS;
    IntVector a0 = IntVector.zero(I);
    IntVector aHigh0 = IntVector.zero(I);
    IntVector b0 = IntVector.zero(I);
    IntVector bHigh0 = IntVector.zero(I);
    IntVector a1 = IntVector.zero(I);
    IntVector aHigh1 = IntVector.zero(I);
    IntVector b1 = IntVector.zero(I);
    IntVector bHigh1 = IntVector.zero(I);
    long address = group + Packing.Q8_WEIGHTS + 2L * row;
    for (int j = 0; j < PAIRS; j += 2) {
      ShortVector a = eight(address + 64L * j);
      ShortVector aNext = eight(address + 64L * j + 64);
      ShortVector b = eight(address + 64L * j + 32);
      ShortVector bNext = eight(address + 64L * j + 96);
      ShortVector x0 = pair(pairs[inputs + j]);
      ShortVector xNext0 = pair(pairs[inputs + j + 1]);
      IntVector aSum0 = biased(a.mul(x0).add(aNext.mul(xNext0)));
      a0 = a0.add(aSum0);
      aHigh0 = aHigh0.add(aSum0.lanewise(LSHR, 16));
      IntVector bSum0 = biased(b.mul(x0).add(bNext.mul(xNext0)));
      b0 = b0.add(bSum0);
      bHigh0 = bHigh0.add(bSum0.lanewise(LSHR, 16));
      ShortVector x1 = pair(pairs[inputs + stride + j]);
      ShortVector xNext1 = pair(pairs[inputs + stride + j + 1]);
      IntVector aSum1 = biased(a.mul(x1).add(aNext.mul(xNext1)));
      a1 = a1.add(aSum1);
      aHigh1 = aHigh1.add(aSum1.lanewise(LSHR, 16));
      IntVector bSum1 = biased(b.mul(x1).add(bNext.mul(xNext1)));
      b1 = b1.add(bSum1);
      bHigh1 = bHigh1.add(bSum1.lanewise(LSHR, 16));
    }
    IntVector scales = IntVector.fromMemorySegment(I, ALL, group + 4L * row, ORDER);
    FloatVector aScale = low(scales);
    FloatVector bScale = high(scales);
    float scale0 = x.scales[at];
    addScaled(unbiased(a0, aHigh0), aScale, scale0, sums, to + row);
    addScaled(unbiased(b0, bHigh0), bScale, scale0, sums, to + row + 16);
    float scale1 = x.scales[at + x.groups];
    addScaled(unbiased(a1, aHigh1), aScale, scale1, sums, to + ROWS + row);
    addScaled(unbiased(b1, bHigh1), bScale, scale1, sums, to + ROWS + row + 16);
  }

  private static void eight4(long group, int row, Activations x, int at, float[] sums, int to) {
    int[] pairs = x.pairs;
    int inputs = at * PAIRS;
    int stride = x.groups * PAIRS;
    IntVector a0 = IntVector.zero(I);
    IntVector aHigh0 = IntVector.zero(I);
    IntVector b0 = IntVector.zero(I);
    IntVector bHigh0 = IntVector.zero(I);
    IntVector a1 = IntVector.zero(I);
    IntVector aHigh1 = IntVector.zero(I);
    IntVector b1 = IntVector.zero(I);
    IntVector bHigh1 = IntVector.zero(I);
    IntVector a2 = IntVector.zero(I);
    IntVector aHigh2 = IntVector.zero(I);
    IntVector b2 = IntVector.zero(I);
    IntVector bHigh2 = IntVector.zero(I);
    IntVector a3 = IntVector.zero(I);
    IntVector aHigh3 = IntVector.zero(I);
    IntVector b3 = IntVector.zero(I);
    IntVector bHigh3 = IntVector.zero(I);
    long address = group + Packing.Q8_WEIGHTS + 2L * row;
    for (int j = 0; j < PAIRS; j += 2) {
      ShortVector a = eight(address + 64L * j);
      ShortVector aNext = eight(address + 64L * j + 64);
      ShortVector b = eight(address + 64L * j + 32);
      ShortVector bNext = eight(address + 64L * j + 96);
      ShortVector x0 = pair(pairs[inputs + j]);
      ShortVector xNext0 = pair(pairs[inputs + j + 1]);
      IntVector aSum0 = biased(a.mul(x0).add(aNext.mul(xNext0)));
      a0 = a0.add(aSum0);
      aHigh0 = aHigh0.add(aSum0.lanewise(LSHR, 16));
      IntVector bSum0 = biased(b.mul(x0).add(bNext.mul(xNext0)));
      b0 = b0.add(bSum0);
      bHigh0 = bHigh0.add(bSum0.lanewise(LSHR, 16));
      ShortVector x1 = pair(pairs[inputs + stride + j]);
      ShortVector xNext1 = pair(pairs[inputs + stride + j + 1]);
      IntVector aSum1 = biased(a.mul(x1).add(aNext.mul(xNext1)));
      a1 = a1.add(aSum1);
      aHigh1 = aHigh1.add(aSum1.lanewise(LSHR, 16));
      IntVector bSum1 = biased(b.mul(x1).add(bNext.mul(xNext1)));
      b1 = b1.add(bSum1);
      bHigh1 = bHigh1.add(bSum1.lanewise(LSHR, 16));
      ShortVector x2 = pair(pairs[inputs + 2 * stride + j]);
      ShortVector xNext2 = pair(pairs[inputs + 2 * stride + j + 1]);
      IntVector aSum2 = biased(a.mul(x2).add(aNext.mul(xNext2)));
      a2 = a2.add(aSum2);
      aHigh2 = aHigh2.add(aSum2.lanewise(LSHR, 16));
      IntVector bSum2 = biased(b.mul(x2).add(bNext.mul(xNext2)));
      b2 = b2.add(bSum2);
      bHigh2 = bHigh2.add(bSum2.lanewise(LSHR, 16));
      ShortVector x3 = pair(pairs[inputs + 3 * stride + j]);
      ShortVector xNext3 = pair(pairs[inputs + 3 * stride + j + 1]);
      IntVector aSum3 = biased(a.mul(x3).add(aNext.mul(xNext3)));
      a3 = a3.add(aSum3);
      aHigh3 = aHigh3.add(aSum3.lanewise(LSHR, 16));
      IntVector bSum3 = biased(b.mul(x3).add(bNext.mul(xNext3)));
      b3 = b3.add(bSum3);
      bHigh3 = bHigh3.add(bSum3.lanewise(LSHR, 16));
    }
    IntVector scales = IntVector.fromMemorySegment(I, ALL, group + 4L * row, ORDER);
    FloatVector aScale = low(scales);
    FloatVector bScale = high(scales);
    float scale0 = x.scales[at];
    addScaled(unbiased(a0, aHigh0), aScale, scale0, sums, to + row);
    addScaled(unbiased(b0, bHigh0), bScale, scale0, sums, to + row + 16);
    float scale1 = x.scales[at + x.groups];
    addScaled(unbiased(a1, aHigh1), aScale, scale1, sums, to + ROWS + row);
    addScaled(unbiased(b1, bHigh1), bScale, scale1, sums, to + ROWS + row + 16);
    float scale2 = x.scales[at + 2 * x.groups];
    addScaled(unbiased(a2, aHigh2), aScale, scale2, sums, to + 2 * ROWS + row);
    addScaled(unbiased(b2, bHigh2), bScale, scale2, sums, to + 2 * ROWS + row + 16);
    float scale3 = x.scales[at + 3 * x.groups];
    addScaled(unbiased(a3, aHigh3), aScale, scale3, sums, to + 3 * ROWS + row);
    addScaled(unbiased(b3, bHigh3), bScale, scale3, sums, to + 3 * ROWS + row + 16);
  }

  private static void four1(long group, int row, Activations x, int at, float[] sums, int to) {
    int[] nested = x.nested;
    int inputs = at * PAIRS;
    ShortVector a0 = pair(x.offsets[at]);
    ShortVector b0 = a0;
    long address = group + Packing.Q4_WEIGHTS + 4L * row;
    for (int j = 0; j < PAIRS; j += 4) {
      ShortVector p0 = four(address + 64L * j);
      ShortVector q0 = four(address + 64L * j + 64);
      ShortVector p1 = p0.lanewise(LSHR, 4);
      ShortVector q1 = q0.lanewise(LSHR, 4);
      ShortVector p2 = p0.lanewise(LSHR, 8);
      ShortVector q2 = q0.lanewise(LSHR, 8);
      ShortVector p3 = p0.lanewise(LSHR, 12);
      ShortVector q3 = q0.lanewise(LSHR, 12);
      ShortVector x00 = pair(nested[inputs + j]);
      a0 = a0.add(p0.mul(x00));
      b0 = b0.add(q0.mul(x00));
      ShortVector x01 = pair(nested[inputs + j + 1]);
      a0 = a0.add(p1.mul(x01));
      b0 = b0.add(q1.mul(x01));
      ShortVector x02 = pair(nested[inputs + j + 2]);
      a0 = a0.add(p2.mul(x02));
      b0 = b0.add(q2.mul(x02));
      ShortVector x03 = pair(nested[inputs + j + 3]);
      a0 = a0.add(p3.mul(x03));
      b0 = b0.add(q3.mul(x03));
    }
    int inLine = row & 15;
    long scalesAt = group + 2L * (row - inLine) + 4L * inLine;
    IntVector scales = IntVector.fromMemorySegment(I, ALL, scalesAt, ORDER);
    FloatVector aScale = low(scales);
    FloatVector bScale = high(scales);
    float scale0 = x.scales[at];
    addScaled(halves(a0), aScale, scale0, sums, to + row);
    addScaled(halves(b0), bScale, scale0, sums, to + row + 16);
  }

  private static void four2(long group, int row, Activations x, int at, float[] sums, int to) {
    int[] nested = x.nested;
    int inputs = at * PAIRS;
    int stride = x.groups * PAIRS;
    ShortVector a0 = pair(x.offsets[at]);
    ShortVector b0 = a0;
    ShortVector a1 = pair(x.offsets[at + x.groups]);
    ShortVector b1 = a1;
    long address = group + Packing.Q4_WEIGHTS + 4L * row;
    for (int j = 0; j < PAIRS; j += 4) {
      ShortVector p0 = four(address + 64L * j);
      ShortVector q0 = four(address + 64L * j + 64);
      ShortVector p1 = p0.lanewise(LSHR, 4);
      ShortVector q1 = q0.lanewise(LSHR, 4);
      ShortVector p2 = p0.lanewise(LSHR, 8);
      ShortVector q2 = q0.lanewise(LSHR, 8);
      ShortVector p3 = p0.lanewise(LSHR, 12);
      ShortVector q3 = q0.lanewise(LSHR, 12);
      ShortVector x00 = pair(nested[inputs + j]);
      a0 = a0.add(p0.mul(x00));
      b0 = b0.add(q0.mul(x00));
      ShortVector x01 = pair(nested[inputs + j + 1]);
      a0 = a0.add(p1.mul(x01));
      b0 = b0.add(q1.mul(x01));
      ShortVector x02 = pair(nested[inputs + j + 2]);
      a0 = a0.add(p2.mul(x02));
      b0 = b0.add(q2.mul(x02));
      ShortVector x03 = pair(nested[inputs + j + 3]);
      a0 = a0.add(p3.mul(x03));
      b0 = b0.add(q3.mul(x03));
      ShortVector x10 = pair(nested[inputs + stride + j]);
      a1 = a1.add(p0.mul(x10));
      b1 = b1.add(q0.mul(x10));
      ShortVector x11 = pair(nested[inputs + stride + j + 1]);
      a1 = a1.add(p1.mul(x11));
      b1 = b1.add(q1.mul(x11));
      ShortVector x12 = pair(nested[inputs + stride + j + 2]);
      a1 = a1.add(p2.mul(x12));
      b1 = b1.add(q2.mul(x12));
      ShortVector x13 = pair(nested[inputs + stride + j + 3]);
      a1 = a1.add(p3.mul(x13));
      b1 = b1.add(q3.mul(x13));
    }
    int inLine = row & 15;
    long scalesAt = group + 2L * (row - inLine) + 4L * inLine;
    IntVector scales = IntVector.fromMemorySegment(I, ALL, scalesAt, ORDER);
    FloatVector aScale = low(scales);
    FloatVector bScale = high(scales);
    float scale0 = x.scales[at];
    addScaled(halves(a0), aScale, scale0, sums, to + row);
    addScaled(halves(b0), bScale, scale0, sums, to + row + 16);
    float scale1 = x.scales[at + x.groups];
    addScaled(halves(a1), aScale, scale1, sums, to + ROWS + row);
    addScaled(halves(b1), bScale, scale1, sums, to + ROWS + row + 16);
  }

  private static void four4(long group, int row, Activations x, int at, float[] sums, int to) {
    int[] nested = x.nested;
    int inputs = at * PAIRS;
    int stride = x.groups * PAIRS;
    ShortVector a0 = pair(x.offsets[at]);
    ShortVector b0 = a0;
    ShortVector a1 = pair(x.offsets[at + x.groups]);
    ShortVector b1 = a1;
    ShortVector a2 = pair(x.offsets[at + 2 * x.groups]);
    ShortVector b2 = a2;
    ShortVector a3 = pair(x.offsets[at + 3 * x.groups]);
    ShortVector b3 = a3;
    long address = group + Packing.Q4_WEIGHTS + 4L * row;
    for (int j = 0; j < PAIRS; j += 4) {
      ShortVector p0 = four(address + 64L * j);
      ShortVector q0 = four(address + 64L * j + 64);
      ShortVector p1 = p0.lanewise(LSHR, 4);
      ShortVector q1 = q0.lanewise(LSHR, 4);
      ShortVector p2 = p0.lanewise(LSHR, 8);
      ShortVector q2 = q0.lanewise(LSHR, 8);
      ShortVector p3 = p0.lanewise(LSHR, 12);
      ShortVector q3 = q0.lanewise(LSHR, 12);
      ShortVector x00 = pair(nested[inputs + j]);
      a0 = a0.add(p0.mul(x00));
      b0 = b0.add(q0.mul(x00));
      ShortVector x01 = pair(nested[inputs + j + 1]);
      a0 = a0.add(p1.mul(x01));
      b0 = b0.add(q1.mul(x01));
      ShortVector x02 = pair(nested[inputs + j + 2]);
      a0 = a0.add(p2.mul(x02));
      b0 = b0.add(q2.mul(x02));
      ShortVector x03 = pair(nested[inputs + j + 3]);
      a0 = a0.add(p3.mul(x03));
      b0 = b0.add(q3.mul(x03));
      ShortVector x10 = pair(nested[inputs + stride + j]);
      a1 = a1.add(p0.mul(x10));
      b1 = b1.add(q0.mul(x10));
      ShortVector x11 = pair(nested[inputs + stride + j + 1]);
      a1 = a1.add(p1.mul(x11));
      b1 = b1.add(q1.mul(x11));
      ShortVector x12 = pair(nested[inputs + stride + j + 2]);
      a1 = a1.add(p2.mul(x12));
      b1 = b1.add(q2.mul(x12));
      ShortVector x13 = pair(nested[inputs + stride + j + 3]);
      a1 = a1.add(p3.mul(x13));
      b1 = b1.add(q3.mul(x13));
      ShortVector x20 = pair(nested[inputs + 2 * stride + j]);
      a2 = a2.add(p0.mul(x20));
      b2 = b2.add(q0.mul(x20));
      ShortVector x21 = pair(nested[inputs + 2 * stride + j + 1]);
      a2 = a2.add(p1.mul(x21));
      b2 = b2.add(q1.mul(x21));
      ShortVector x22 = pair(nested[inputs + 2 * stride + j + 2]);
      a2 = a2.add(p2.mul(x22));
      b2 = b2.add(q2.mul(x22));
      ShortVector x23 = pair(nested[inputs + 2 * stride + j + 3]);
      a2 = a2.add(p3.mul(x23));
      b2 = b2.add(q3.mul(x23));
      ShortVector x30 = pair(nested[inputs + 3 * stride + j]);
      a3 = a3.add(p0.mul(x30));
      b3 = b3.add(q0.mul(x30));
      ShortVector x31 = pair(nested[inputs + 3 * stride + j + 1]);
      a3 = a3.add(p1.mul(x31));
      b3 = b3.add(q1.mul(x31));
      ShortVector x32 = pair(nested[inputs + 3 * stride + j + 2]);
      a3 = a3.add(p2.mul(x32));
      b3 = b3.add(q2.mul(x32));
      ShortVector x33 = pair(nested[inputs + 3 * stride + j + 3]);
      a3 = a3.add(p3.mul(x33));
      b3 = b3.add(q3.mul(x33));
    }
    int inLine = row & 15;
    long scalesAt = group + 2L * (row - inLine) + 4L * inLine;
    IntVector scales = IntVector.fromMemorySegment(I, ALL, scalesAt, ORDER);
    FloatVector aScale = low(scales);
    FloatVector bScale = high(scales);
    float scale0 = x.scales[at];
    addScaled(halves(a0), aScale, scale0, sums, to + row);
    addScaled(halves(b0), bScale, scale0, sums, to + row + 16);
    float scale1 = x.scales[at + x.groups];
    addScaled(halves(a1), aScale, scale1, sums, to + ROWS + row);
    addScaled(halves(b1), bScale, scale1, sums, to + ROWS + row + 16);
    float scale2 = x.scales[at + 2 * x.groups];
    addScaled(halves(a2), aScale, scale2, sums, to + 2 * ROWS + row);
    addScaled(halves(b2), bScale, scale2, sums, to + 2 * ROWS + row + 16);
    float scale3 = x.scales[at + 3 * x.groups];
    addScaled(halves(a3), aScale, scale3, sums, to + 3 * ROWS + row);
    addScaled(halves(b3), bScale, scale3, sums, to + 3 * ROWS + row + 16);
  }

  private static ShortVector eight(long address) {
    return (ShortVector)
        ByteVector.fromMemorySegment(HALF, ALL, address, ORDER)
            .convertShape(VectorOperators.B2S, S, 0);
  }

  static IntVector eightAsInts(long address) {
    return eight(address).reinterpretAsInts();
  }

  static FloatVector lowInteger(IntVector pairs) {
    IntVector low = pairs.lanewise(LSHL, 16).lanewise(ASHR, 16);
    return (FloatVector) low.convertShape(VectorOperators.I2F, F, 0);
  }

  static FloatVector highInteger(IntVector pairs) {
    return (FloatVector) pairs.lanewise(ASHR, 16).convertShape(VectorOperators.I2F, F, 0);
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

  private static IntVector unbiased(IntVector all, IntVector high) {
    return all.sub(high.lanewise(LSHL, 16)).add(high).sub(16 * 32768);
  }

  /// The sum of both halves of each lane, modulo 2^16.
  private static IntVector halves(ShortVector sums) {
    IntVector both = sums.reinterpretAsInts();
    return both.add(both.lanewise(LSHL, 16)).lanewise(ASHR, 16);
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
