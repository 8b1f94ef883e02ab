package io.deepsearch4j.engine.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The arithmetic in plain loops: the specification that every other implementation is held to.
///
/// Quantised products must be met bit for bit: for each group of 32 columns the exact integer sum
/// `S` of weight times activation, then `acc = fma((float) S, weightScale * activationScale, acc)`
/// in the order of the groups. Everything else is summed here in double precision, and others may
/// differ by rounding.
public final class ScalarKernels implements Kernels {

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void multiply(
      Tensor weights, int from, int to, Activations x, float[] out, int at, int stride) {
    ProductCheck.check(weights, from, to, x, out, at, stride);
    boolean quantised =
        switch (weights.precision()) {
          case F32, BF16 -> false;
          case Q8, Q4 -> true;
        };
    if (quantised) {
      multiplyIntegers(weights, from, to, x, out, at, stride);
    } else {
      multiplyFloats(weights, from, to, x, out, at, stride);
    }
  }

  @Override
  public void row(Tensor weights, int row, float[] out, int at) {
    Packing.unpackRow(weights, row, out, at);
  }

  @Override
  public void attend(QueryBlock block, KeyTile tile) {
    float[] scores = new float[KeyTile.KEYS];
    for (int row = 0; row < block.rows; row++) {
      if (block.visible[row] > 0) {
        attend(block, row, tile, scores);
      }
    }
  }

  @Override
  public void rmsNorm(
      float[] x, int at, float[] gain, float epsilon, float[] out, int outAt, int length) {
    double squares = 0;
    for (int i = 0; i < length; i++) {
      squares += (double) x[at + i] * x[at + i];
    }
    float scale = (float) (1 / Math.sqrt(squares / length + epsilon));
    for (int i = 0; i < length; i++) {
      out[outAt + i] = gain[i] * (x[at + i] * scale);
    }
  }

  @Override
  public void swiglu(
      float[] gate, int gateAt, float[] up, int upAt, float[] out, int outAt, int length) {
    for (int i = 0; i < length; i++) {
      float z = gate[gateAt + i];
      out[outAt + i] = (float) (z / (1 + Math.exp(-z))) * up[upAt + i];
    }
  }

  @Override
  public void addScaled(float[] x, int at, float weight, float[] y, int yAt, int length) {
    for (int i = 0; i < length; i++) {
      y[yAt + i] = Math.fma(weight, x[at + i], y[yAt + i]);
    }
  }

  private static void multiplyFloats(
      Tensor weights, int from, int to, Activations x, float[] out, int at, int stride) {
    int columns = weights.columns();
    float[] row = new float[columns];
    for (int r = from; r < to; r++) {
      Packing.unpackRow(weights, r, row, 0);
      for (int t = 0; t < x.tokens; t++) {
        double sum = 0;
        for (int k = 0; k < columns; k++) {
          sum += (double) row[k] * x.values[t * columns + k];
        }
        out[at + t * stride + r] = (float) sum;
      }
    }
  }

  private static void multiplyIntegers(
      Tensor weights, int from, int to, Activations x, float[] out, int at, int stride) {
    byte[] integers = new byte[Precision.GROUP];
    for (int r = from; r < to; r++) {
      for (int t = 0; t < x.tokens; t++) {
        out[at + t * stride + r] = 0;
      }
      for (int g = 0; g < x.groups; g++) {
        float scale = Packing.group(weights, r, g, integers);
        for (int t = 0; t < x.tokens; t++) {
          int sum = 0;
          for (int k = 0; k < Precision.GROUP; k++) {
            sum += integers[k] * x.integer(t, g * Precision.GROUP + k);
          }
          int sink = at + t * stride + r;
          out[sink] = Math.fma((float) sum, scale * x.scales[t * x.groups + g], out[sink]);
        }
      }
    }
  }

  private static void attend(QueryBlock block, int row, KeyTile tile, float[] scores) {
    int visible = block.visible[row];
    float maximum = block.maximum[row];
    for (int key = 0; key < visible; key++) {
      double score = 0;
      for (int i = 0; i < block.keyWidth; i++) {
        score += (double) block.queries[row * block.keyWidth + i] * key(tile, key, i);
      }
      scores[key] = (float) (score * keyScale(tile, key));
      maximum = Math.max(maximum, scores[key]);
    }
    float shrink = (float) Math.exp(block.maximum[row] - maximum);
    float sum = block.sum[row] * shrink;
    for (int key = 0; key < visible; key++) {
      scores[key] = (float) Math.exp(scores[key] - maximum);
      sum += scores[key];
      scores[key] *= valueScale(tile, key);
    }
    for (int i = 0; i < block.valueWidth; i++) {
      int to = row * block.valueWidth + i;
      double output = block.output[to] * shrink;
      for (int key = 0; key < visible; key++) {
        output += (double) scores[key] * value(tile, key, i);
      }
      block.output[to] = (float) output;
    }
    block.maximum[row] = maximum;
    block.sum[row] = sum;
  }

  private static float key(KeyTile tile, int key, int i) {
    return element(tile, (long) i * KeyTile.KEYS + key);
  }

  private static float value(KeyTile tile, int key, int i) {
    if (tile.valuesInKeys()) {
      return key(tile, key, i);
    }
    return element(
        tile, (long) KeyTile.KEYS * tile.keyWidth() + (long) key * tile.valueWidth() + i);
  }

  private static float element(KeyTile tile, long index) {
    MemorySegment data = tile.data();
    return switch (tile.type()) {
      case F32 -> data.get(Packing.FLOAT, 4 * index);
      case BF16 -> Packing.fromBfloat(data.get(Packing.SHORT, 2 * index));
      case INT8 -> data.get(ValueLayout.JAVA_BYTE, index);
    };
  }

  private static float keyScale(KeyTile tile, int key) {
    return switch (tile.type()) {
      case F32, BF16 -> 1;
      case INT8 -> tile.data().get(Packing.FLOAT, tile.scalesAt() + 4L * key);
    };
  }

  private static float valueScale(KeyTile tile, int key) {
    return switch (tile.type()) {
      case F32, BF16 -> 1;
      case INT8 -> {
        int of = tile.valuesInKeys() ? key : KeyTile.KEYS + key;
        yield tile.data().get(Packing.FLOAT, tile.scalesAt() + 4L * of);
      }
    };
  }
}
