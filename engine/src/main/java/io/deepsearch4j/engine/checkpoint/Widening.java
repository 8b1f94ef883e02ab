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

  private static final int CHUNK = 8192;

  private Widening() {}

  /// @param first element to read
  static void toFloats(StoredType type, MemorySegment from, long first, float[] to, int count) {
    switch (type) {
      case F32 -> MemorySegment.copy(from, FLOAT, first * 4, to, 0, count);
      case BF16, F16 -> {
        // By way of an array, because loops over arrays become vectors and those over memory do
        // not.
        var bits = new short[Math.min(count, CHUNK)];
        for (int done = 0; done < count; done += CHUNK) {
          int length = Math.min(CHUNK, count - done);
          MemorySegment.copy(from, SHORT, (first + done) * 2, bits, 0, length);
          if (type == StoredType.BF16) {
            fromBfloat(bits, to, done, length);
          } else {
            fromHalf(bits, to, done, length);
          }
        }
      }
      case F64, I64, U64, I32, U32, I16, U16, I8, U8, BOOL, F8_E4M3, F8_E5M2 ->
          throw new IllegalArgumentException(type + " cannot be widened");
    }
  }

  private static void fromBfloat(short[] bits, float[] to, int at, int length) {
    for (int i = 0; i < length; i++) {
      to[at + i] = Float.intBitsToFloat(bits[i] << 16);
    }
  }

  private static void fromHalf(short[] bits, float[] to, int at, int length) {
    for (int i = 0; i < length; i++) {
      to[at + i] = Float.float16ToFloat(bits[i]);
    }
  }
}
