package io.deepsearch4j.engine.checkpoint;

import java.util.Arrays;
import java.util.Optional;

/// How a safetensors file stores elements; only the first three can be weights here.
enum StoredType {
  F32(4),
  BF16(2),
  F16(2),
  F64(8),
  I64(8),
  U64(8),
  I32(4),
  U32(4),
  I16(2),
  U16(2),
  I8(1),
  U8(1),
  BOOL(1),
  F8_E4M3(1),
  F8_E5M2(1);

  private final int bytes;

  StoredType(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  boolean isReadable() {
    return this == F32 || this == BF16 || this == F16;
  }

  static Optional<StoredType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }
}
