package io.deepsearch4j.engine.tensor;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Shapes, and functions of whole vectors, that the vector kernels share.
final class VectorMath {
  static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;

  /// Floats of a vector: 16, 8 or 4.
  static final int LANES = F.length();

  /// All memory, so that addresses are offsets and no bounds are checked.
  @SuppressWarnings("restricted")
  static final MemorySegment ALL = MemorySegment.ofAddress(0).reinterpret(Long.MAX_VALUE);

  static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  private static final float LOG2_E = 0x1.715476p0f;
  private static final float LN2_HIGH = 0x1.63p-1f; // few bits, so that multiples are exact
  private static final float LN2_LOW = -0x1.bd0106p-13f;
  private static final float ROUND = 0x1.8p23f;
  private static final float LEAST = -87.3f; // below, the result is next to the smallest float
  private static final float MOST = 88;

  private VectorMath() {}

  /// `e^x` to about 2 units in the last place; 0 below -87.3, infinite above 88.
  ///
  /// `x = n ln 2 + r` with `|r|` up to half of ln 2; `e^r = 1 + r + r^2 q(r)`, where `q`
  /// interpolates at five Chebyshev nodes to a tenth of a unit; times `2^n` by adding to the
  /// exponent. NaN stays NaN.
  static FloatVector exp(FloatVector x) {
    VectorMask<Float> small = x.lt(LEAST);
    VectorMask<Float> large = x.compare(VectorOperators.GT, MOST);
    FloatVector bounded = x.blend(LEAST, small);
    bounded = bounded.blend(MOST, large);
    FloatVector shifted = bounded.fma(FloatVector.broadcast(F, LOG2_E), broadcast(ROUND));
    FloatVector n = shifted.sub(ROUND);
    FloatVector r = n.fma(broadcast(-LN2_HIGH), bounded);
    r = n.fma(broadcast(-LN2_LOW), r);
    FloatVector p = broadcast(0x1.6d117cp-10f);
    p = p.fma(r, broadcast(0x1.120be2p-7f));
    p = p.fma(r, broadcast(0x1.555518p-5f));
    p = p.fma(r, broadcast(0x1.5554dcp-3f));
    p = p.fma(r, broadcast(0.5f));
    p = p.fma(r.mul(r), r).add(1);
    IntVector power =
        shifted.viewAsIntegralLanes().reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    IntVector bits = p.reinterpretAsInts().add(power);
    return bits.reinterpretAsFloats().blend(0, small).blend(Float.POSITIVE_INFINITY, large);
  }

  /// The sum of all lanes, always in the same order; the library's own reduction promises none.
  static float sum(FloatVector vector) {
    float[] lanes = vector.toArray();
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[0];
  }

  private static FloatVector broadcast(float value) {
    return FloatVector.broadcast(F, value);
  }
}
