package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.tensor.Activations;
import io.deepsearch4j.engine.tensor.Tensor;

/// The last norm and the matrix that turns states into logits.
final class Head {
  private final float[] gain;
  private final float epsilon;
  private final Tensor weights; // [vocabulary][width]
  private final Machinery machinery;
  private final Activations normed;
  private final Buffer logits = new Buffer(); // [rows][vocabulary]

  Head(float[] gain, float epsilon, Tensor weights, Machinery machinery) {
    this.gain = gain;
    this.epsilon = epsilon;
    this.weights = weights;
    this.machinery = machinery;
    normed = new Activations(gain.length);
  }

  int vocabulary() {
    return weights.rows();
  }

  /// States after the last norm.
  float[] normed(float[] states) {
    float[] out = new float[states.length];
    machinery.norm(states, gain, epsilon, out, states.length / gain.length);
    return out;
  }

  /// Logits `[rows][vocabulary]` of some tokens of a stream; valid until the next call.
  ///
  /// @param tokens whose rows are wanted
  float[] logits(float[] stream, int[] tokens) {
    int width = gain.length;
    float[] x = normed.resize(tokens.length).values();
    for (int i = 0; i < tokens.length; i++) {
      System.arraycopy(stream, tokens[i] * width, x, i * width, width);
    }
    machinery.norm(x, gain, epsilon, x, tokens.length);
    float[] out = logits.atLeast((long) tokens.length * weights.rows());
    machinery.prepare(normed, weights.precision());
    machinery.products().add(weights, normed, out, 0, weights.rows()).run();
    return out;
  }
}
