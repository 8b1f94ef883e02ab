package io.deepsearch4j.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Attention of vectors against plain loops, and against an exact softmax over everything at once.
class AttentionParityTest {
  private final Kernels scalar = new ScalarKernels();
  private final Kernels vector = new VectorKernels();

  static Stream<Arguments> shapes() {
    return Arrays.stream(CacheType.values())
        .flatMap(
            type ->
                Stream.of(
                    Arguments.of(type, 192, 128, false, 16),
                    Arguments.of(type, 24, 16, false, 7),
                    Arguments.of(type, 64, 144, false, 6),
                    Arguments.of(type, 5, 3, false, 3),
                    Arguments.of(type, 33, 77, false, 48),
                    Arguments.of(type, 72, 64, true, 5),
                    Arguments.of(type, 20, 17, true, 13)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void vectorsMeetThePlainLoops(
      CacheType type, int keyWidth, int valueWidth, boolean valuesInKeys, int rows) {
    var cache = new Cache(type, keyWidth, valueWidth, valuesInKeys, 150);
    float[] queries = Weights.random(new SplittableRandom(3), rows * keyWidth, 1);

    float[] expected = attend(scalar, cache, queries, 0, rows);
    float[] actual = attend(vector, cache, queries, 0, rows);

    assertThat(actual).containsExactly(expected, Offset.offset(2e-5f));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aRowAloneGetsTheSameBitsAsInABlock(
      CacheType type, int keyWidth, int valueWidth, boolean valuesInKeys, int rows) {
    var cache = new Cache(type, keyWidth, valueWidth, valuesInKeys, 150);
    float[] queries = Weights.random(new SplittableRandom(4), rows * keyWidth, 1);
    float[] together = attend(vector, cache, queries, 0, rows);

    for (int row = 0; row < rows; row++) {
      float[] alone = attend(vector, cache, queries, row, row + 1);

      assertThat(alone)
          .isEqualTo(Arrays.copyOfRange(together, row * valueWidth, (row + 1) * valueWidth));
    }
  }

  @ParameterizedTest
  @EnumSource(CacheType.class)
  void tilesOneAfterTheOtherMakeOneSoftmax(CacheType type) {
    var cache = new Cache(type, 48, 32, false, 200);
    float[] query = Weights.random(new SplittableRandom(5), 48, 1);

    float[] actual = attend(vector, cache, query, 0, 1);

    assertThat(actual).containsExactly(cache.exact(query, 200), Offset.offset(1e-5f));
  }

  @ParameterizedTest
  @EnumSource(CacheType.class)
  void narrowCachesAreNearTheFullOne(CacheType type) {
    var full = new Cache(CacheType.F32, 48, 32, false, 200);
    var narrow = new Cache(type, 48, 32, false, 200);
    float[] query = Weights.random(new SplittableRandom(6), 48, 1);

    float[] actual = attend(vector, narrow, query, 0, 1);

    assertThat(actual).containsExactly(attend(vector, full, query, 0, 1), Offset.offset(0.03f));
  }

  @ParameterizedTest
  @EnumSource(CacheType.class)
  void whatNobodySeesDoesNotCount(CacheType type) {
    float[] query = Weights.random(new SplittableRandom(7), 24, 1);
    for (int tokens : new int[] {1, 15, 16, 17, 63}) {
      var clean = new Cache(type, 24, 16, false, tokens);
      float[] expected = attend(vector, clean, query, 0, 1);
      var dirty = new Cache(type, 24, 16, false, tokens);
      dirty.spoil(tokens);

      assertThat(attend(vector, dirty, query, 0, 1)).isEqualTo(expected);
      assertThat(attend(scalar, dirty, query, 0, 1))
          .containsExactly(expected, Offset.offset(2e-5f));
    }
  }

  @Test
  void aRowThatSeesNothingStaysAsItIs() {
    var cache = new Cache(CacheType.BF16, 24, 16, false, 64);
    float[] queries = Weights.random(new SplittableRandom(8), 2 * 24, 1);
    var block = new QueryBlock(24, 16);
    block.reset(2);
    for (int row = 0; row < 2; row++) {
      block.query(row, queries, row * 24, 1);
      block.visible(row, row * 64);
    }

    vector.attend(block, cache.tiles[0]);

    assertThat(block.sum[0]).isZero();
    assertThat(block.maximum[0]).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(Arrays.copyOf(block.output, 16)).containsOnly(0);
    assertThat(block.sum[1]).isGreaterThan(1);
  }

  /// Rows see all but a few of the last tokens, each row another number.
  private static float[] attend(Kernels kernels, Cache cache, float[] queries, int from, int to) {
    var block = new QueryBlock(cache.keyWidth, cache.valueWidth);
    block.reset(to - from);
    float[] out = new float[(to - from) * cache.valueWidth];
    for (int row = from; row < to; row++) {
      block.query(
          row - from, queries, row * cache.keyWidth, (float) (1 / Math.sqrt(cache.keyWidth)));
    }
    for (int tile = 0; tile < cache.tiles.length; tile++) {
      for (int row = from; row < to; row++) {
        int sees = Math.max(1, cache.tokens - 3 * row) - tile * KeyTile.KEYS;
        block.visible(row - from, Math.clamp(sees, 0, KeyTile.KEYS));
      }
      kernels.attend(block, cache.tiles[tile]);
    }
    for (int row = from; row < to; row++) {
      block.result(row - from, out, (row - from) * cache.valueWidth);
    }
    return out;
  }

  /// Random keys and values in tiles; what a tile has no token for is zero.
  private static final class Cache {
    final int keyWidth;
    final int valueWidth;
    final int tokens;
    final KeyTile[] tiles;
    private final CacheType type;
    private final double[][] keys;
    private final double[][] values;

    Cache(CacheType type, int keyWidth, int valueWidth, boolean valuesInKeys, int tokens) {
      this.type = type;
      this.keyWidth = keyWidth;
      this.valueWidth = valueWidth;
      this.tokens = tokens;
      keys = new double[tokens][];
      values = new double[tokens][];
      tiles = new KeyTile[Math.ceilDiv(tokens, KeyTile.KEYS)];
      long bytes = KeyTile.bytes(type, keyWidth, valueWidth, valuesInKeys);
      for (int tile = 0; tile < tiles.length; tile++) {
        MemorySegment data = Arena.ofAuto().allocate(bytes, 64);
        tiles[tile] = new KeyTile(type, keyWidth, valueWidth, valuesInKeys, data);
      }
      var random = new SplittableRandom(1);
      for (int token = 0; token < tokens; token++) {
        KeyTile tile = tiles[token / KeyTile.KEYS];
        int key = token % KeyTile.KEYS;
        float[] drawn = Weights.random(random, keyWidth, 1);
        keys[token] = store(tile, drawn, key, KeyTile.KEYS, tile.scalesAt() + 4L * key);
        if (valuesInKeys) {
          values[token] = keys[token];
        } else {
          int at = KeyTile.KEYS * keyWidth + key * valueWidth;
          long scaleAt = tile.scalesAt() + 4L * (KeyTile.KEYS + key);
          values[token] = store(tile, Weights.random(random, valueWidth, 1), at, 1, scaleAt);
        }
      }
    }

    /// Fills what lies behind the tokens of the first tile with not-a-numbers.
    void spoil(int from) {
      KeyTile tile = tiles[0];
      for (int key = from; key < KeyTile.KEYS; key++) {
        for (int i = 0; i < keyWidth; i++) {
          spoilElement(tile, (long) i * KeyTile.KEYS + key);
        }
        for (int i = 0; i < valueWidth; i++) {
          spoilElement(tile, (long) KeyTile.KEYS * keyWidth + (long) key * valueWidth + i);
        }
        if (type == CacheType.INT8) {
          tile.data().set(Packing.FLOAT, tile.scalesAt() + 4L * key, Float.NaN);
          tile.data().set(Packing.FLOAT, tile.scalesAt() + 4L * (64 + key), Float.NaN);
        }
      }
    }

    float[] exact(float[] query, int seen) {
      double[] weights = new double[seen];
      double sum = 0;
      for (int token = 0; token < seen; token++) {
        double score = 0;
        for (int i = 0; i < keyWidth; i++) {
          score += query[i] * keys[token][i];
        }
        weights[token] = Math.exp(score / Math.sqrt(keyWidth));
        sum += weights[token];
      }
      float[] out = new float[valueWidth];
      for (int i = 0; i < valueWidth; i++) {
        double total = 0;
        for (int token = 0; token < seen; token++) {
          total += weights[token] / sum * values[token][i];
        }
        out[i] = (float) total;
      }
      return out;
    }

    private void spoilElement(KeyTile tile, long index) {
      switch (type) {
        case F32 -> tile.data().set(Packing.FLOAT, 4 * index, Float.NaN);
        case BF16 -> tile.data().set(Packing.SHORT, 2 * index, (short) 0x7fc0);
        case INT8 -> tile.data().set(ValueLayout.JAVA_BYTE, index, (byte) -128);
      }
    }

    /// Writes a vector and answers what can be read back.
    private double[] store(KeyTile tile, float[] vector, int at, int stride, long scaleAt) {
      float largest = 0;
      for (float value : vector) {
        largest = Math.max(largest, Math.abs(value));
      }
      float scale = largest / 127;
      double[] stored = new double[vector.length];
      for (int i = 0; i < vector.length; i++) {
        long index = at + (long) i * stride;
        switch (type) {
          case F32 -> {
            tile.data().set(Packing.FLOAT, 4 * index, vector[i]);
            stored[i] = vector[i];
          }
          case BF16 -> {
            tile.data().set(Packing.SHORT, 2 * index, Packing.toBfloat(vector[i]));
            stored[i] = Packing.fromBfloat(Packing.toBfloat(vector[i]));
          }
          case INT8 -> {
            byte integer = (byte) Math.round(vector[i] / scale);
            tile.data().set(ValueLayout.JAVA_BYTE, index, integer);
            tile.data().set(Packing.FLOAT, scaleAt, scale);
            stored[i] = integer * (double) scale;
          }
        }
      }
      return stored;
    }
  }
}
