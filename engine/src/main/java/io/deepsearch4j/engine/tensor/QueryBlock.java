package io.deepsearch4j.engine.tensor;

import java.util.Arrays;

/// Query rows that see the same keys, and what attention has gathered for them so far: a running
/// maximum, the sum of exponentials, and the weighted sum of values.
///
/// Softmax over tiles, one after the other (Milakov and Gimelshein, "Online normalizer calculation
/// for softmax", 2018). A row's numbers depend on the order of its tiles and on nothing else, so
/// any grouping of rows gives the same bits. Not safe to share between threads.
public final class QueryBlock {
  /// Rows that a block can hold.
  public static final int ROWS = 48;

  final int keyWidth;
  final int valueWidth;

  /// Rows in use.
  int rows;

  final float[] queries; // [ROWS][keyWidth], already multiplied by the scale of the scores
  final float[] maximum; // [ROWS]
  final float[] sum; // [ROWS]
  final float[] output; // [ROWS][valueWidth], not yet divided by the sum
  final int[] visible; // [ROWS], keys of the present tile that a row sees: the first ones

  public QueryBlock(int keyWidth, int valueWidth) {
    this.keyWidth = keyWidth;
    this.valueWidth = valueWidth;
    queries = new float[ROWS * keyWidth];
    maximum = new float[ROWS];
    sum = new float[ROWS];
    output = new float[ROWS * valueWidth];
    visible = new int[ROWS];
  }

  /// Begins anew with so many rows.
  public void reset(int count) {
    if (count < 0 || count > ROWS) {
      throw new IllegalArgumentException("a block holds up to " + ROWS + " rows, not " + count);
    }
    rows = count;
    Arrays.fill(maximum, 0, count, Float.NEGATIVE_INFINITY);
    Arrays.fill(sum, 0, count, 0);
    Arrays.fill(output, 0, count * valueWidth, 0);
  }

  /// Copies a query in, multiplied by the scale of the scores.
  public void query(int row, float[] from, int at, float scale) {
    int to = row * keyWidth;
    for (int i = 0; i < keyWidth; i++) {
      queries[to + i] = from[at + i] * scale;
    }
  }

  /// How many keys of the next tile the row sees: 0 to [KeyTile#KEYS].
  public void visible(int row, int keys) {
    if (keys < 0 || keys > KeyTile.KEYS) {
      throw new IllegalArgumentException(
          "a row sees 0 to " + KeyTile.KEYS + " keys of a tile, not " + keys);
    }
    visible[row] = keys;
  }

  /// Copies the result of a row out, divided by its sum.
  public void result(int row, float[] to, int at) {
    float inverse = 1 / sum[row];
    int from = row * valueWidth;
    for (int i = 0; i < valueWidth; i++) {
      to[at + i] = output[from + i] * inverse;
    }
  }
}
