package io.deepsearch4j.engine.tensor;

import static io.deepsearch4j.engine.tensor.VectorMath.F;
import static io.deepsearch4j.engine.tensor.VectorMath.LANES;

import java.lang.ref.Reference;
import jdk.incubator.vector.FloatVector;

/// The arithmetic in vectors, for whatever width the machine prefers.
///
/// Where to start reading: [VectorFloats] and [VectorIntegers] cut products into tiles,
/// [VectorTiles], [VectorIntegerTiles] and [VectorExactTiles] are their innermost loops,
/// [VectorAttention] is attention. Results equal those of [ScalarKernels] up to rounding, and those
/// of quantised products bit for bit. Bits may differ between machines whose vectors differ in
/// width.
final class VectorKernels implements Kernels {

  @Override
  public String name() {
    return "vector " + F.vectorBitSize();
  }

  @Override
  public void multiply(
      Tensor weights, int from, int to, Activations x, float[] out, int at, int stride) {
    ProductCheck.check(weights, from, to, x, out, at, stride);
    try {
      switch (weights.precision()) {
        case F32, BF16 -> VectorFloats.multiply(weights, from, to, x, out, at, stride);
        case Q8, Q4 -> VectorIntegers.multiply(weights, from, to, x, out, at, stride);
      }
    } finally {
      Reference.reachabilityFence(weights);
    }
  }

  @Override
  public void row(Tensor weights, int row, float[] out, int at) {
    Packing.unpackRow(weights, row, out, at);
  }

  @Override
  public void attend(QueryBlock block, KeyTile tile) {
    try {
      VectorAttention.attend(block, tile);
    } finally {
      Reference.reachabilityFence(tile);
    }
  }

  @Override
  public void rmsNorm(
      float[] x, int at, float[] gain, float epsilon, float[] out, int outAt, int length) {
    FloatVector squares = FloatVector.zero(F);
    int whole = length / LANES * LANES;
    for (int i = 0; i < whole; i += LANES) {
      FloatVector value = FloatVector.fromArray(F, x, at + i);
      squares = value.fma(value, squares);
    }
    double sum = VectorMath.sum(squares);
    for (int i = whole; i < length; i++) {
      sum += x[at + i] * x[at + i];
    }
    float scale = (float) (1 / Math.sqrt(sum / length + epsilon));
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(F, x, at + i)
          .mul(scale)
          .mul(FloatVector.fromArray(F, gain, i))
          .intoArray(out, outAt + i);
    }
    for (int i = whole; i < length; i++) {
      out[outAt + i] = gain[i] * (x[at + i] * scale);
    }
  }

  @Override
  public void swiglu(
      float[] gate, int gateAt, float[] up, int upAt, float[] out, int outAt, int length) {
    int whole = length / LANES * LANES;
    for (int i = 0; i < whole; i += LANES) {
      FloatVector z = FloatVector.fromArray(F, gate, gateAt + i);
      silu(z).mul(FloatVector.fromArray(F, up, upAt + i)).intoArray(out, outAt + i);
    }
    for (int i = whole; i < length; i++) {
      out[outAt + i] = silu(FloatVector.broadcast(F, gate[gateAt + i])).lane(0) * up[upAt + i];
    }
  }

  @Override
  public void addScaled(float[] x, int at, float weight, float[] y, int yAt, int length) {
    FloatVector factor = FloatVector.broadcast(F, weight);
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector.fromArray(F, x, at + i)
          .fma(factor, FloatVector.fromArray(F, y, yAt + i))
          .intoArray(y, yAt + i);
    }
    for (; i < length; i++) {
      y[yAt + i] = Math.fma(weight, x[at + i], y[yAt + i]);
    }
  }

  private static FloatVector silu(FloatVector z) {
    return z.div(VectorMath.exp(z.neg()).add(1));
  }
}
