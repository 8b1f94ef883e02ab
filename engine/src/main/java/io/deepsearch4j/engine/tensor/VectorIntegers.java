package io.deepsearch4j.engine.tensor;

import static io.deepsearch4j.engine.tensor.VectorIntegerTiles.ROWS;

import java.util.Arrays;

/// Products with Q8 and Q4 weights, block by block.
///
/// A block's weights come from memory once and from the cache for every further few tokens. Few
/// tokens are multiplied in 16-bit integers, one or two at a time. Eight tokens of Q8 and more are
/// multiplied in exact F32, which yields the same bits (see [VectorExactTiles]), in tiles of which
/// the last may have a place or two empty. For Q4 the integers keep level with that, so it has no
/// second way.
final class VectorIntegers {
  /// Tokens whose sums are kept at a time, a multiple of every tile.
  private static final int TOKENS = 192;

  /// Tiles need 32 registers, which machines with vectors of 256 bits lack.
  private static final boolean EXACT = VectorMath.LANES != 8;

  private VectorIntegers() {}

  static void multiply(
      Tensor weights, int from, int to, Activations x, float[] out, int at, int stride) {
    for (int token = 0; token < x.tokens; token += TOKENS) {
      int tokens = Math.min(TOKENS, x.tokens - token);
      multiply(weights, from, to, x, token, tokens, out, at, stride);
    }
  }

  private static void multiply(
      Tensor weights,
      int from,
      int to,
      Activations x,
      int token,
      int tokens,
      float[] out,
      int at,
      int stride) {
    Scratch scratch = Scratch.ofThread();
    Precision precision = weights.precision();
    int places = places(precision, tokens);
    float[] sums = scratch.floats(places * ROWS);
    float[] inputs = gather(precision, x, token, tokens, places, scratch);
    int blockRows = precision.rowBlock();
    long blockBytes = (long) x.groups * groupBytes(precision);
    for (int row = from; row < to; row += blockRows) {
      long block = weights.address() + row / blockRows * blockBytes;
      Arrays.fill(sums, 0, places * ROWS, 0);
      for (int t = 0; t < tokens; ) {
        int tile = tile(precision, tokens - t);
        if (tile > 2) {
          addExact(block, x.groups, inputs, t, tile, sums, scratch);
        } else {
          add(precision, block, x, token + t, tile, sums, t * ROWS, scratch);
        }
        t += tile;
      }
      int rows = Math.min(blockRows, to - row);
      for (int t = 0; t < tokens; t++) {
        System.arraycopy(sums, t * ROWS, out, at + (token + t) * stride + row, rows);
      }
    }
  }

  /// How many places the next tile has when so many tokens are left; the thresholds are measured.
  private static int tile(Precision precision, int left) {
    if (!EXACT || precision != Precision.Q8 || left < 8) {
      return Math.min(2, left);
    }
    return left < 10 ? VectorExactTiles.NARROW : VectorExactTiles.WIDE;
  }

  /// How many places all tiles have together.
  private static int places(Precision precision, int tokens) {
    int places = 0;
    while (places < tokens) {
      places += tile(precision, tokens - places);
    }
    return places;
  }

  private static float[] gather(
      Precision precision, Activations x, int token, int tokens, int places, Scratch scratch) {
    int each = x.groups * VectorExactTiles.INPUTS;
    float[] inputs = scratch.inputs(tile(precision, tokens) > 2 ? places * each : 0);
    for (int t = 0; t < tokens; ) {
      int tile = tile(precision, tokens - t);
      if (tile > 2) {
        VectorExactTiles.gather(x, token + t, Math.min(tile, tokens - t), tile, inputs, t * each);
      }
      t += tile;
    }
    return inputs;
  }

  private static void add(
      Precision precision,
      long block,
      Activations x,
      int token,
      int tokens,
      float[] sums,
      int to,
      Scratch scratch) {
    int[] raw = scratch.integers(VectorIntegerTiles.RAW);
    for (int g = 0; g < x.groups; g++) {
      int group = token * x.groups + g;
      long address = block + (long) g * groupBytes(precision);
      if (precision == Precision.Q8) {
        VectorIntegerTiles.eight(address, x, group, tokens, raw, sums, to);
      } else {
        VectorIntegerTiles.four(address, x, group, tokens, raw, sums, to);
      }
    }
  }

  private static void addExact(
      long block,
      int groups,
      float[] inputs,
      int token,
      int tokens,
      float[] sums,
      Scratch scratch) {
    float[] raw = scratch.raw(VectorExactTiles.RAW);
    for (int g = 0; g < groups; g++) {
      long group = block + (long) g * Packing.Q8_GROUP_BYTES;
      int at = (token * groups + g * tokens) * VectorExactTiles.INPUTS;
      VectorExactTiles.add(group, inputs, at, tokens, raw, sums, token * ROWS);
    }
  }

  private static int groupBytes(Precision precision) {
    return precision == Precision.Q8 ? Packing.Q8_GROUP_BYTES : Packing.Q4_GROUP_BYTES;
  }
}
