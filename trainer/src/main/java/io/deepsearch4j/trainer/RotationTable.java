package io.deepsearch4j.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.ModelConfig.Attention;

/// How heads are turned by their position: `x cos + (x S) sin`, where the constant matrix `S` swaps
/// partners and turns one sign. So any layout of partners, and any part that stays, is one product.
///
/// Letters: `T` tokens, `K` width of a head.
final class RotationTable {
  private final int width; // K
  private final int first;
  private final int rotated;
  private final boolean interleaved;
  private final double base;
  private final NDArray swap; // [K][K]

  RotationTable(ModelConfig config, NDManager home) {
    Attention attention = config.attention();
    width = attention.keyWidth();
    rotated = attention.rotated();
    first = attention instanceof Attention.Latent ? width - rotated : 0;
    interleaved = config.interleaved();
    base = config.rotationBase();
    var matrix = new float[width * width];
    for (int pair = 0; pair < rotated / 2; pair++) {
      int a = first + (interleaved ? 2 * pair : pair);
      int b = first + (interleaved ? 2 * pair + 1 : pair + rotated / 2);
      matrix[b * width + a] = -1;
      matrix[a * width + b] = 1;
    }
    swap = Torch.create(home, matrix, new Shape(width, width));
  }

  /// The turns of all tokens of a pass.
  ///
  /// @param cosines `[T][1][K]`
  /// @param sines `[T][1][K]`
  record Turn(NDArray cosines, NDArray sines, NDArray swap, boolean turns) {

    /// @param x `[T][heads][K]`
    NDArray of(NDArray x) {
      NDArray kept = x.mul(cosines);
      return turns ? kept.add(x.matMul(swap).mul(sines)) : kept;
    }
  }

  Turn none() {
    return new Turn(swap, swap, swap, false);
  }

  /// @param scale of the result
  Turn turn(NDManager step, int[] lengths, double scale) {
    int tokens = 0;
    for (int length : lengths) {
      tokens += length;
    }
    var cosines = new float[tokens * width];
    var sines = new float[tokens * width];
    int at = 0;
    for (int length : lengths) {
      for (int position = 0; position < length; position++, at += width) {
        fill(cosines, sines, at, position, scale);
      }
    }
    var shape = new Shape(tokens, 1, width);
    return new Turn(step.create(cosines, shape), step.create(sines, shape), swap, rotated > 0);
  }

  private void fill(float[] cosines, float[] sines, int at, int position, double scale) {
    java.util.Arrays.fill(cosines, at, at + width, (float) scale);
    for (int pair = 0; pair < rotated / 2; pair++) {
      double angle = position * Math.pow(base, -2.0 * pair / rotated);
      int a = at + first + (interleaved ? 2 * pair : pair);
      int b = at + first + (interleaved ? 2 * pair + 1 : pair + rotated / 2);
      cosines[a] = (float) (Math.cos(angle) * scale);
      cosines[b] = cosines[a];
      sines[a] = (float) (Math.sin(angle) * scale);
      sines[b] = sines[a];
    }
  }
}
