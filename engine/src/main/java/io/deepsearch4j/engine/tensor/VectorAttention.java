package io.deepsearch4j.engine.tensor;

import static io.deepsearch4j.engine.tensor.KeyTile.KEYS;
import static io.deepsearch4j.engine.tensor.VectorMath.ALL;
import static io.deepsearch4j.engine.tensor.VectorMath.F;
import static io.deepsearch4j.engine.tensor.VectorMath.I;
import static io.deepsearch4j.engine.tensor.VectorMath.LANES;
import static io.deepsearch4j.engine.tensor.VectorMath.ORDER;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// One tile of keys for a block of queries: scores, online softmax, weighted values.
///
/// Tiles are read as they are stored and widened in registers, each type in a class of its own;
/// only values that lie in keys are widened into scratch, because they must be transposed. Keys
/// that a row does not see get weight 0, whatever their memory holds; keys that no row sees are not
/// multiplied at all.
final class VectorAttention {
  private static final VectorSpecies<Short> HALF =
      VectorSpecies.of(short.class, VectorShape.forBitSize(F.vectorBitSize() / 2));
  private static final VectorSpecies<Byte> QUARTER =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, F.vectorBitSize() / 4)));

  private VectorAttention() {}

  static void attend(QueryBlock block, KeyTile tile) {
    int seen = 0;
    for (int row = 0; row < block.rows; row++) {
      seen = Math.max(seen, block.visible[row]);
    }
    if (seen == 0) {
      return;
    }
    float[] scores = Scratch.ofThread().floats(QueryBlock.ROWS * (KEYS + 1));
    scores(block, tile, seen, scores);
    softmax(block, tile, scores);
    values(block, tile, seen, scores);
  }

  private static void scores(QueryBlock block, KeyTile tile, int seen, float[] scores) {
    long keys = tile.address();
    int width = block.keyWidth;
    switch (tile.type()) {
      case F32 -> VectorAttentionTiles.scores(keys, width, seen, block.queries, block.rows, scores);
      case BF16 ->
          VectorBfloatAttention.scores(keys, width, seen, block.queries, block.rows, scores);
      case INT8 -> VectorByteAttention.scores(keys, width, seen, block.queries, block.rows, scores);
    }
  }

  private static void values(QueryBlock block, KeyTile tile, int seen, float[] weights) {
    int width = block.valueWidth;
    long values = tile.address() + tile.valuesAt();
    if (tile.valuesInKeys()) {
      long wide = Scratch.ofThread().tile(8L * KEYS * width);
      long keys = tile.address();
      if (tile.type() != CacheType.F32) {
        widen(tile.type(), keys, wide, KEYS * width);
        keys = wide;
      }
      values = wide + 4L * KEYS * width;
      transpose(keys, width, values);
      VectorAttentionTiles.values(values, width, seen, weights, block.rows, block.output);
      return;
    }
    switch (tile.type()) {
      case F32 ->
          VectorAttentionTiles.values(values, width, seen, weights, block.rows, block.output);
      case BF16 ->
          VectorBfloatAttention.values(values, width, seen, weights, block.rows, block.output);
      case INT8 ->
          VectorByteAttention.values(values, width, seen, weights, block.rows, block.output);
    }
  }

  /// Turns the scores of all rows into weights, and shrinks what was gathered to the new maxima.
  private static void softmax(QueryBlock block, KeyTile tile, float[] scores) {
    long keyScales = tile.address() + tile.scalesAt();
    long valueScales = keyScales + (tile.valuesInKeys() ? 0 : 4L * KEYS);
    boolean scaled = tile.type() == CacheType.INT8;
    int shrinks = block.rows * KEYS; // behind the scores, the factors for the outputs
    for (int row = 0; row < block.rows; row++) {
      int at = row * KEYS;
      if (scaled) {
        scale(scores, at, keyScales);
      }
      Arrays.fill(scores, at + block.visible[row], at + KEYS, Float.NEGATIVE_INFINITY);
      float before = block.maximum[row];
      float maximum = Math.max(before, largest(scores, at));
      block.maximum[row] = maximum;
      scores[shrinks + row] = before - maximum;
      subtract(scores, at, maximum);
    }
    exponentials(scores, shrinks + block.rows);
    for (int row = 0; row < block.rows; row++) {
      int at = row * KEYS;
      int visible = block.visible[row];
      if (visible > 0) {
        float shrink = scores[shrinks + row];
        block.sum[row] = block.sum[row] * shrink + sum(scores, at);
        shrink(block.output, row * block.valueWidth, shrink, block.valueWidth);
        if (scaled) {
          scale(scores, at, valueScales);
        }
      }
      Arrays.fill(scores, at + visible, at + KEYS, 0);
    }
  }

  private static void scale(float[] scores, int at, long scales) {
    for (int key = 0; key < KEYS; key += LANES) {
      FloatVector scale = FloatVector.fromMemorySegment(F, ALL, scales + 4L * key, ORDER);
      FloatVector.fromArray(F, scores, at + key).mul(scale).intoArray(scores, at + key);
    }
  }

  private static float largest(float[] scores, int at) {
    FloatVector largest = FloatVector.fromArray(F, scores, at);
    for (int key = LANES; key < KEYS; key += LANES) {
      largest = largest.max(FloatVector.fromArray(F, scores, at + key));
    }
    return largest.reduceLanes(VectorOperators.MAX);
  }

  private static void subtract(float[] scores, int at, float maximum) {
    for (int key = 0; key < KEYS; key += LANES) {
      FloatVector.fromArray(F, scores, at + key).sub(maximum).intoArray(scores, at + key);
    }
  }

  /// The one place that calls [VectorMath#exp]: a method into which it is inlined twice is too
  /// large for the compiler to keep vectors in registers, and costs more than the products.
  private static void exponentials(float[] array, int length) {
    for (int i = 0; i < length; i += LANES) {
      VectorMath.exp(FloatVector.fromArray(F, array, i)).intoArray(array, i);
    }
  }

  private static float sum(float[] weights, int at) {
    FloatVector sums = FloatVector.fromArray(F, weights, at);
    for (int key = LANES; key < KEYS; key += LANES) {
      sums = sums.add(FloatVector.fromArray(F, weights, at + key));
    }
    return VectorMath.sum(sums);
  }

  private static void shrink(float[] output, int at, float factor, int length) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector.fromArray(F, output, at + i).mul(factor).intoArray(output, at + i);
    }
    for (; i < length; i++) {
      output[at + i] *= factor;
    }
  }

  private static void widen(CacheType type, long from, long to, int count) {
    switch (type) {
      case F32 -> throw new IllegalArgumentException("F32 is wide already");
      case BF16 -> {
        for (int i = 0; i < count; i += LANES) {
          ShortVector narrow = ShortVector.fromMemorySegment(HALF, ALL, from + 2L * i, ORDER);
          IntVector wide = (IntVector) narrow.convertShape(VectorOperators.ZERO_EXTEND_S2I, I, 0);
          wide.lanewise(VectorOperators.LSHL, 16).intoMemorySegment(ALL, to + 4L * i, ORDER);
        }
      }
      case INT8 -> {
        for (int i = 0; i < count; i += LANES) {
          // With vectors of 128 bits half of the loaded bytes are not used; they belong to the
          // scales at the end, so nothing beyond the tile is read.
          ByteVector narrow = ByteVector.fromMemorySegment(QUARTER, ALL, from + i, ORDER);
          ((FloatVector) narrow.convertShape(VectorOperators.B2F, F, 0))
              .intoMemorySegment(ALL, to + 4L * i, ORDER);
        }
      }
    }
  }

  /// The first `width` elements of all keys, `[width][KEYS]`, as values, `[KEYS][width]`.
  private static void transpose(long keys, int width, long values) {
    for (int i = 0; i < width; i++) {
      for (int key = 0; key < KEYS; key++) {
        float element = ALL.get(Packing.FLOAT, keys + 4L * (i * KEYS + key));
        ALL.set(Packing.FLOAT, values + 4L * (key * width + i), element);
      }
    }
  }
}
