package io.deepsearch4j.engine.tensor;

/// How cached keys and values are stored.
public enum CacheType {
  F32,
  BF16,
  /// 8-bit integers with one F32 scale for each cached vector.
  INT8;

  /// Bytes of one element, scales apart.
  public int bytes() {
    return switch (this) {
      case F32 -> 4;
      case BF16 -> 2;
      case INT8 -> 1;
    };
  }
}
