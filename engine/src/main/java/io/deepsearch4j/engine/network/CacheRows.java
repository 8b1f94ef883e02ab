package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.tensor.KeyTile;
import io.deepsearch4j.engine.tensor.Packing;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Writes keys and values of one token into a tile, rounded to the cache's type; reads them back.
final class CacheRows {
  private CacheRows() {}

  /// @param slot of the token in its tile
  static void write(KeyTile tile, int slot, float[] key, int keyAt, float[] value, int valueAt) {
    int keyWidth = tile.keyWidth();
    row(tile, key, keyAt, keyWidth, slot, KeyTile.KEYS, tile.scalesAt() + 4L * slot);
    if (!tile.valuesInKeys()) {
      int width = tile.valueWidth();
      long first = (long) KeyTile.KEYS * keyWidth + (long) slot * width;
      row(tile, value, valueAt, width, first, 1, tile.scalesAt() + 4L * (KeyTile.KEYS + slot));
    }
  }

  private static void row(
      KeyTile tile, float[] x, int at, int width, long first, int stride, long scaleAt) {
    MemorySegment data = tile.data();
    switch (tile.type()) {
      case F32 -> {
        for (int i = 0; i < width; i++) {
          data.set(ValueLayout.JAVA_FLOAT, (first + (long) i * stride) * 4, x[at + i]);
        }
      }
      case BF16 -> {
        for (int i = 0; i < width; i++) {
          data.set(
              ValueLayout.JAVA_SHORT, (first + (long) i * stride) * 2, Packing.toBfloat(x[at + i]));
        }
      }
      case INT8 -> {
        float largest = 0;
        for (int i = 0; i < width; i++) {
          largest = Math.max(largest, Math.abs(x[at + i]));
        }
        float inverse = largest == 0 ? 0 : 127 / largest;
        for (int i = 0; i < width; i++) {
          data.set(
              ValueLayout.JAVA_BYTE,
              first + (long) i * stride,
              (byte) Math.round(x[at + i] * inverse));
        }
        data.set(ValueLayout.JAVA_FLOAT, scaleAt, largest / 127);
      }
    }
  }

  /// Reads the key of a token back as it will be seen.
  static void readKey(KeyTile tile, int slot, float[] out, int at, int width) {
    MemorySegment data = tile.data();
    for (int i = 0; i < width; i++) {
      long index = (long) i * KeyTile.KEYS + slot;
      out[at + i] =
          switch (tile.type()) {
            case F32 -> data.get(ValueLayout.JAVA_FLOAT, index * 4);
            case BF16 -> Packing.fromBfloat(data.get(ValueLayout.JAVA_SHORT, index * 2));
            case INT8 ->
                data.get(ValueLayout.JAVA_BYTE, index)
                    * data.get(ValueLayout.JAVA_FLOAT, tile.scalesAt() + 4L * slot);
          };
    }
  }
}
