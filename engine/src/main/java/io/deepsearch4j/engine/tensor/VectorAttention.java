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
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// One tile of keys for a block of queries: scores, online softmax, weighted values.
///
/// A tile that is not in F32 is widened once for all rows of the block. Keys that a row does not
/// see get weight 0, whatever their memory holds; keys that no row sees are not multiplied at all.
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
    float[] scores = Scratch.ofThread().floats(QueryBlock.ROWS * KEYS + LANES);
    scores(block, tile, seen, scores);
    for (int row = 0; row < block.rows; row++) {
      softmax(block, row, tile, scores);
    }
    values(block, tile, seen, scores);
  }

  private static void scores(QueryBlock block, KeyTile tile, int seen, float[] scores) {
    long keys = tile.address();
    int width = block.keyWidth;
    switch (tile.type()) {
      case F32 -> VectorAttentionTiles.scores(keys, width, seen, block.queries, block.rows, scores);
      case BF16 ->
          VectorBfloatAttention.scores(keys, width, seen, block.queries, block.rows, scores);
      case INT8 -> {
        long wide = Scratch.ofThread().tile(4L * KEYS * width);
        widen(tile.type(), keys, wide, KEYS * width);
        VectorAttentionTiles.scores(wide, width, seen, block.queries, block.rows, scores);
      }
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
      case INT8 -> {
        long wide = Scratch.ofThread().tile(4L * KEYS * width);
        widen(tile.type(), values, wide, KEYS * width);
        VectorAttentionTiles.values(wide, width, seen, weights, block.rows, block.output);
      }
    }
  }

  /// Turns the scores of a row into weights, and shrinks what was gathered to the new maximum.
  private static void softmax(QueryBlock block, int row, KeyTile tile, float[] scores) {
    int at = row * KEYS;
    int visible = block.visible[row];
    if (visible == 0) {
      Arrays.fill(scores, at, at + KEYS, 0);
      return;
    }
    boolean scaled = tile.type() == CacheType.INT8;
    long keyScales = tile.address() + tile.scalesAt();
    FloatVector largest = FloatVector.broadcast(F, Float.NEGATIVE_INFINITY);
    for (int key = 0; key < visible; key += LANES) {
      FloatVector score = FloatVector.fromArray(F, scores, at + key);
      if (scaled) {
        score = score.mul(FloatVector.fromMemorySegment(F, ALL, keyScales + 4L * key, ORDER));
      }
      if (key + LANES > visible) {
        VectorMask<Float> hidden = F.indexInRange(key, visible).not();
        score = score.blend(Float.NEGATIVE_INFINITY, hidden);
      }
      score.intoArray(scores, at + key);
      largest = largest.max(score);
    }
    float before = block.maximum[row];
    float maximum = Math.max(before, largest.reduceLanes(VectorOperators.MAX));
    float shrink = VectorMath.exp(FloatVector.broadcast(F, before - maximum)).lane(0);
    FloatVector sums = FloatVector.zero(F);
    long valueScales = keyScales + (tile.valuesInKeys() ? 0 : 4L * KEYS);
    for (int key = 0; key < visible; key += LANES) {
      FloatVector weight = VectorMath.exp(FloatVector.fromArray(F, scores, at + key).sub(maximum));
      sums = sums.add(weight);
      if (scaled) {
        FloatVector scale = FloatVector.fromMemorySegment(F, ALL, valueScales + 4L * key, ORDER);
        weight = weight.mul(scale);
        if (key + LANES > visible) {
          weight = weight.blend(0, F.indexInRange(key, visible).not());
        }
      }
      weight.intoArray(scores, at + key);
    }
    for (int key = Math.ceilDiv(visible, LANES) * LANES; key < KEYS; key++) {
      scores[at + key] = 0;
    }
    block.maximum[row] = maximum;
    block.sum[row] = block.sum[row] * shrink + VectorMath.sum(sums);
    shrink(block.output, row * block.valueWidth, shrink, block.valueWidth);
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
