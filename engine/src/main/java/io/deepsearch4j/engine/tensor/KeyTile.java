package io.deepsearch4j.engine.tensor;

import java.lang.foreign.MemorySegment;

/// Up to [#KEYS] consecutive cached tokens of one layer and one group of heads.
///
/// `data` holds, one after the other, in the type's element size:
///
/// - the keys as `[keyWidth][KEYS]`, so that a vector of lanes is a vector of tokens;
/// - the values as `[KEYS][valueWidth]`; absent when `valuesInKeys`: then the value of a token is
///   the first `valueWidth` elements of its key (the latent of MLA, which is cached once);
/// - for [CacheType#INT8] one F32 scale per token for its key, then one per token for its value
///   (absent when `valuesInKeys`).
///
/// @param type how elements are stored
/// @param keyWidth elements of a key
/// @param valueWidth elements of a value
/// @param valuesInKeys whether values are the beginnings of the keys
/// @param data exactly [#bytes] bytes
public record KeyTile(
    CacheType type, int keyWidth, int valueWidth, boolean valuesInKeys, MemorySegment data) {
  /// Tokens of a tile; tiles of a sequence begin at multiples of it.
  public static final int KEYS = 64;

  public KeyTile {
    if (data.byteSize() != bytes(type, keyWidth, valueWidth, valuesInKeys) || !data.isNative()) {
      throw new IllegalArgumentException(
          "a tile of %s keys of %d and values of %d takes %d bytes outside the heap, not %d"
              .formatted(
                  type,
                  keyWidth,
                  valueWidth,
                  bytes(type, keyWidth, valueWidth, valuesInKeys),
                  data.byteSize()));
    }
    if (valuesInKeys && valueWidth > keyWidth) {
      throw new IllegalArgumentException(
          "values of %d do not fit into keys of %d".formatted(valueWidth, keyWidth));
    }
  }

  /// Bytes of one tile, a multiple of 64.
  public static long bytes(CacheType type, int keyWidth, int valueWidth, boolean valuesInKeys) {
    long elements = (long) KEYS * (keyWidth + (valuesInKeys ? 0 : valueWidth));
    long scales = type == CacheType.INT8 ? KEYS * 4L * (valuesInKeys ? 1 : 2) : 0;
    return elements * type.bytes() + scales;
  }

  /// Where the values begin.
  long valuesAt() {
    return (long) KEYS * keyWidth * type.bytes();
  }

  /// Where the scales begin.
  public long scalesAt() {
    return valuesAt() + (valuesInKeys ? 0 : (long) KEYS * valueWidth * type.bytes());
  }

  long address() {
    return data.address();
  }
}
