package io.deepsearch4j.engine.tensor;

import static io.deepsearch4j.engine.tensor.VectorIntegerTiles.ROWS;

import java.util.Arrays;

/// Products with Q8 and Q4 weights, block by block.
///
/// A block's weights come from memory once and from the cache for every further few tokens. From 12
/// tokens on, Q8 blocks are widened to F32 integers, which yields the same bits (see
/// [VectorExactTiles]). The 16-bit arithmetic of Q4 keeps level with that, so Q4 has no second way.
final class VectorIntegers {
  /// Tokens whose sums are kept at a time, a multiple of 12.
  private static final int TOKENS = 192;

  /// Groups that are widened at a time: 16 KB, so that they stay in the first cache.
  private static final int GROUPS = 4;

  /// 24 accumulators need 32 registers, which machines with vectors of 256 bits lack.
  private static final boolean WIDEN = VectorMath.LANES != 8;

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
    float[] sums = scratch.floats(tokens * ROWS);
    int[] raw = scratch.integers(VectorIntegerTiles.RAW);
    boolean eight = weights.precision() == Precision.Q8;
    int widened = eight && WIDEN ? tokens / VectorExactTiles.TOKENS * VectorExactTiles.TOKENS : 0;
    int padded = x.groups * Precision.GROUP;
    float[] inputs = scratch.inputs(widened * padded);
    for (int t = 0; t < widened; t += VectorExactTiles.TOKENS) {
      VectorExactTiles.gather(x, token + t, inputs, t * padded);
    }
    int blockRows = weights.precision().rowBlock();
    long blockBytes = (long) x.groups * (eight ? Packing.Q8_GROUP_BYTES : Packing.Q4_GROUP_BYTES);
    for (int row = from; row < to; row += blockRows) {
      long block = weights.address() + row / blockRows * blockBytes;
      Arrays.fill(sums, 0, tokens * ROWS, 0);
      if (widened > 0) {
        addWidened(block, x, token, widened, inputs, sums, scratch);
      }
      for (int t = widened; t < tokens; ) {
        int tile = Math.min(2, tokens - t);
        add(eight, block, x, token + t, tile, raw, sums, t * ROWS);
        t += tile;
      }
      int rows = Math.min(blockRows, to - row);
      for (int t = 0; t < tokens; t++) {
        System.arraycopy(sums, t * ROWS, out, at + (token + t) * stride + row, rows);
      }
    }
  }

  private static void add(
      boolean eight,
      long block,
      Activations x,
      int token,
      int tokens,
      int[] raw,
      float[] sums,
      int to) {
    for (int g = 0; g < x.groups; g++) {
      int group = token * x.groups + g;
      if (eight) {
        long address = block + (long) g * Packing.Q8_GROUP_BYTES;
        VectorIntegerTiles.eight(address, x, group, tokens, raw, sums, to);
      } else {
        long address = block + (long) g * Packing.Q4_GROUP_BYTES;
        VectorIntegerTiles.four(address, x, group, tokens, raw, sums, to);
      }
    }
  }

  private static void addWidened(
      long block,
      Activations x,
      int token,
      int tokens,
      float[] inputs,
      float[] sums,
      Scratch scratch) {
    float[] raw = scratch.raw(VectorExactTiles.RAW);
    long groupFloats = (long) Precision.GROUP * 32;
    long tile = scratch.tile(GROUPS * groupFloats * 4);
    int padded = x.groups * Precision.GROUP;
    for (int first = 0; first < x.groups; first += GROUPS) {
      int end = Math.min(first + GROUPS, x.groups);
      for (int g = first; g < end; g++) {
        long group = block + (long) g * Packing.Q8_GROUP_BYTES;
        VectorExactTiles.widen(group, tile + (g - first) * groupFloats * 4);
      }
      for (int t = 0; t < tokens; t += VectorExactTiles.TOKENS) {
        for (int g = first; g < end; g++) {
          VectorExactTiles.add(
              block + (long) g * Packing.Q8_GROUP_BYTES,
              tile + (g - first) * groupFloats * 4,
              inputs,
              t * padded + g * Precision.GROUP * VectorExactTiles.TOKENS,
              x,
              (token + t) * x.groups + g,
              raw,
              sums,
              t * ROWS);
        }
      }
    }
  }
}
