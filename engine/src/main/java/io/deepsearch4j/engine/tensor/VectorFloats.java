package io.deepsearch4j.engine.tensor;

import static io.deepsearch4j.engine.tensor.VectorMath.LANES;
import static io.deepsearch4j.engine.tensor.VectorTiles.PANEL;
import static io.deepsearch4j.engine.tensor.VectorTiles.TOKEN;

/// Products with F32 and BF16 weights, in panels of 16 rows.
///
/// A panel is read from memory once for all tokens. BF16 rows that meet several tokens are widened
/// into a tile first; a single token meets them as they are, in the same order of additions.
final class VectorFloats {
  /// Tokens whose partial sums are kept at a time.
  private static final int TOKENS = 96;

  /// Floats by which rows of copies are longer than their content. Rows whose distance is a power
  /// of two meet in the same few places of the first cache and push each other out.
  private static final int APART = 16;

  private VectorFloats() {}

  static void multiply(
      Tensor weights, int from, int to, Activations x, float[] out, int at, int stride) {
    Scratch scratch = Scratch.ofThread();
    float[] sums = scratch.floats(Math.min(TOKENS, x.tokens) * TOKEN);
    int padded = x.groups * Precision.GROUP;
    boolean bfloat = weights.precision() == Precision.BF16;
    boolean wide = bfloat && x.tokens > 1;
    int tileStride = padded + APART;
    long tile = bfloat ? scratch.tile(4L * PANEL * tileStride) : 0;
    int inputStride = bfloat ? padded : x.width;
    float[] inputs = bfloat ? x.split : x.values;
    if (x.tokens > 1) {
      int spread = Math.ceilDiv(inputStride, APART) * APART + APART;
      float[] copy = scratch.inputs(x.tokens * spread);
      for (int t = 0; t < x.tokens; t++) {
        System.arraycopy(inputs, t * inputStride, copy, t * spread, inputStride);
      }
      inputs = copy;
      inputStride = spread;
    }
    for (int row = from; row < to; row += PANEL) {
      int rows = Math.min(PANEL, to - row);
      if (wide) {
        widen(weights, row, rows, tile, tileStride);
      }
      for (int token = 0; token < x.tokens; token += TOKENS) {
        int tokens = Math.min(TOKENS, x.tokens - token);
        VectorTiles.clear(sums, tokens);
        if (wide) {
          int first = token * inputStride;
          add(tile, 4L * tileStride, rows, inputs, first, inputStride, tokens, padded, sums);
        } else if (bfloat) {
          addBfloat(weights, row, rows, x, sums, tile);
        } else {
          long w = weights.address() + 4L * row * x.width;
          int first = token * inputStride;
          add(w, 4L * x.width, rows, inputs, first, inputStride, tokens, x.width, sums);
        }
        for (int t = 0; t < tokens; t++) {
          VectorTiles.finish(sums, t * TOKEN, out, at + (token + t) * stride + row, rows);
        }
      }
    }
  }

  private static void add(
      long w,
      long rowBytes,
      int rows,
      float[] x,
      int at,
      int stride,
      int tokens,
      int columns,
      float[] sums) {
    int whole = columns / LANES * LANES;
    VectorTiles.begin(w, rowBytes, rows, x, at, stride, tokens, whole, sums, 0);
    if (whole < columns) {
      int length = columns - whole;
      VectorTiles.addTail(
          w + 4L * whole, rowBytes, rows, x, at + whole, stride, tokens, length, sums, 0);
    }
  }

  /// One token; rows that come in no four, and columns in no 32, are widened first.
  private static void addBfloat(
      Tensor weights, int row, int rows, Activations x, float[] sums, long tile) {
    long rowBytes = 2L * x.width;
    long w = weights.address() + row * rowBytes;
    int whole = x.width / Precision.GROUP * Precision.GROUP;
    for (int r = 0; r < rows; r += 4) {
      long first = w + r * rowBytes;
      if (r + 4 <= rows) {
        VectorTiles.beginBfloat(first, rowBytes, x.split, 0, whole, sums, r * LANES);
      }
    }
    int fours = rows / 4 * 4;
    addWidened(w, rowBytes, 0, fours, whole, x, sums, tile);
    addWidened(w, rowBytes, fours, rows, 0, x, sums, tile);
  }

  /// Rows `from` to `to` and columns from `column` on, by way of a tile.
  private static void addWidened(
      long w, long rowBytes, int from, int to, int column, Activations x, float[] sums, long tile) {
    int columns = x.width - column;
    if (columns == 0) {
      return;
    }
    int padded = Math.ceilDiv(columns, Precision.GROUP) * Precision.GROUP;
    for (int r = from; r < to; r++) {
      VectorTiles.widen(w + r * rowBytes + 2L * column, tile, columns);
      VectorTiles.addRow(tile, x.split, column, padded, sums, r * LANES);
    }
  }

  private static void widen(Tensor weights, int row, int rows, long tile, int stride) {
    long rowBytes = 2L * weights.columns();
    for (int r = 0; r < rows; r++) {
      long from = weights.address() + (row + r) * rowBytes;
      VectorTiles.widen(from, tile + 4L * r * stride, weights.columns());
    }
  }
}
