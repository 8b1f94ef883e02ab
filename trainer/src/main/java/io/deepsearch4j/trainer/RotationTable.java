package io.deepsearch4j.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.ModelConfig.Attention;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
  private final Lent lent;
  private final NDManager home;
  private final List<NDArray> tables = new ArrayList<>();
  private int positions;

  RotationTable(ModelConfig config, Lent lent, NDManager home) {
    this.lent = lent;
    this.home = home;
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

  /// The turns of the queries, which also scales them for the products to come, and of the keys.
  record Turns(Turn queries, Turn keys) {}

  Turns turns(NDManager step, int[] lengths) {
    int longest = 0;
    int tokens = 0;
    for (int length : lengths) {
      longest = Math.max(longest, length);
      tokens += length;
    }
    if (longest > positions) {
      fill(Math.max(longest, 2 * positions));
    }
    var numbers = new long[tokens];
    int at = 0;
    for (int length : lengths) {
      for (int position = 0; position < length; position++) {
        numbers[at++] = position;
      }
    }
    NDArray places = lent.of(step, numbers);
    return new Turns(
        new Turn(rows(step, 0, places), rows(step, 1, places), swap, rotated > 0),
        new Turn(rows(step, 2, places), rows(step, 3, places), swap, rotated > 0));
  }

  private NDArray rows(NDManager step, int table, NDArray places) {
    NDArray rows = Torch.rows(tables.get(table), places);
    rows.attach(step);
    return rows.reshape(places.size(), 1, width);
  }

  /// Cosines and sines for queries, then for keys, each `[positions][K]`.
  private void fill(int count) {
    tables.forEach(NDArray::close);
    tables.clear();
    positions = count;
    for (double scale : new double[] {1 / Math.sqrt(width), 1}) {
      var cosines = new float[count * width];
      var sines = new float[count * width];
      for (int position = 0; position < count; position++) {
        fill(cosines, sines, position * width, position, scale);
      }
      tables.add(Torch.create(home, cosines, new Shape(count, width)));
      tables.add(Torch.create(home, sines, new Shape(count, width)));
    }
  }

  private void fill(float[] cosines, float[] sines, int at, int position, double scale) {
    Arrays.fill(cosines, at, at + width, (float) scale);
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
