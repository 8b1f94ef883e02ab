package io.deepsearch4j.engine.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Elements of 16 and 32 bits to F32.
final class Widening {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private Widening() {}

  /// @param first element to read
  static void toFloats(StoredType type, MemorySegment from, long first, float[] to, int count) {
    switch (type) {
      case F32 -> MemorySegment.copy(from, FLOAT, first * 4, to, 0, count);
      case BF16 -> {
        for (int i = 0; i < count; i++) {
          to[i] = Float.intBitsToFloat(from.get(SHORT, (first + i) * 2) << 16);
        }
      }
      case F16 -> {
        for (int i = 0; i < count; i++) {
          to[i] = Float.float16ToFloat(from.get(SHORT, (first + i) * 2));
        }
      }
      case F64, I64, U64, I32, U32, I16, U16, I8, U8, BOOL, F8_E4M3, F8_E5M2 ->
          throw new IllegalArgumentException(type + " cannot be widened");
    }
  }
}
