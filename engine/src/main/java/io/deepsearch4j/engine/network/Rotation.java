package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.checkpoint.ModelConfig;

/// Rotary position embedding: turns pairs of elements by an angle that grows with the position (Su
/// et al., "RoFormer", 2021).
///
/// Angles are computed in double precision, so that they are right at the end of a long context.
final class Rotation {
  private final double[] frequencies; // [rotated / 2]
  private final boolean interleaved;
  private final Buffer table = new Buffer(); // [tokens][rotated / 2][cos, sin]

  Rotation(ModelConfig config) {
    int rotated = config.attention().rotated();
    frequencies = new double[rotated / 2];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = Math.pow(config.rotationBase(), -2.0 * i / rotated);
    }
    interleaved = config.interleaved();
  }

  /// Works out the angles of a pass, once for all layers and heads.
  void prepare(int[] positions) {
    int half = frequencies.length;
    float[] angles = table.atLeast((long) positions.length * half * 2);
    for (int t = 0; t < positions.length; t++) {
      for (int i = 0; i < half; i++) {
        double angle = positions[t] * frequencies[i];
        angles[(t * half + i) * 2] = (float) Math.cos(angle);
        angles[(t * half + i) * 2 + 1] = (float) Math.sin(angle);
      }
    }
  }

  /// Turns the elements from `at` on by the angles of a token of the pass.
  void rotate(int token, float[] x, int at) {
    int half = frequencies.length;
    float[] angles = table.values();
    int angle = token * half * 2;
    int apart = interleaved ? 1 : half;
    int step = interleaved ? 2 : 1;
    for (int i = 0; i < half; i++) {
      int first = at + i * step;
      float cos = angles[angle + 2 * i];
      float sin = angles[angle + 2 * i + 1];
      float a = x[first];
      float b = x[first + apart];
      x[first] = a * cos - b * sin;
      x[first + apart] = b * cos + a * sin;
    }
  }
}
