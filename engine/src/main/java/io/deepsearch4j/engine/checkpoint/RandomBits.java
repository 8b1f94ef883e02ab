package io.deepsearch4j.engine.checkpoint;

import io.deepsearch4j.engine.tensor.Precision;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/// Random elements written eight bytes at a time.
///
/// Each word is a hash of its position (the finaliser of SplitMix64), so that no word waits for the
/// one before it. Which bits of a word are random depends on the precision: nibbles and bytes take
/// all of them, floats take sign and mantissa and share one exponent.
final class RandomBits {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final long STEP = 0x9e3779b97f4a7c15L;

  /// Root of the mean square of the integers -8 to 7.
  private static final float Q4_SIZE = 4.64f;

  /// Of the odd numbers from -127 to 127.
  private static final float Q8_SIZE = 73.9f;

  /// Of 1 + a random fraction.
  private static final float MANTISSA_SIZE = 1.53f;

  private RandomBits() {}

  static long mix(long value) {
    long z = value + STEP;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /// Whole row blocks of a matrix.
  ///
  /// @param size root of the mean square of the weights
  static void matrix(Precision precision, float size, long key, MemorySegment to) {
    switch (precision) {
      case F32 -> words(to, key, 0x807fffff_807fffffL, twice(exponent(size)));
      case BF16 -> words(to, key, 0x807f807f_807f807fL, fourTimes(exponent(size) >>> 16));
      case Q8 -> {
        // An odd byte is never -128, which kernels do not take.
        words(to, key, -1L, 0x01010101_01010101L);
        scales(to, key, size / Q8_SIZE, 32, 32 * (2 + Precision.GROUP));
      }
      case Q4 -> {
        words(to, key, -1L, 0);
        scales(to, key, size / Q4_SIZE, 64, 64 * (2 + Precision.GROUP / 2));
      }
    }
  }

  static void normal(float size, long key, MemorySegment to) {
    var random = new SplittableRandom(key);
    for (long at = 0; at < to.byteSize(); at += Float.BYTES) {
      to.set(FLOAT, at, (float) (random.nextGaussian() * size));
    }
  }

  static void ones(MemorySegment to) {
    for (long at = 0; at < to.byteSize(); at += Float.BYTES) {
      to.set(FLOAT, at, 1);
    }
  }

  private static void words(MemorySegment to, long key, long random, long fixed) {
    long words = to.byteSize() / Long.BYTES;
    for (long i = 0; i < words; i++) {
      to.set(LONG, i * Long.BYTES, (mix(key + i * STEP) & random) | fixed);
    }
    for (long at = words * Long.BYTES; at < to.byteSize(); at++) {
      int shift = (int) (at % Long.BYTES) * Byte.SIZE;
      long word = (mix(key + words * STEP) & random) | fixed;
      to.set(ValueLayout.JAVA_BYTE, at, (byte) (word >>> shift));
    }
  }

  /// Scales stand at the beginning of each group of 32 columns; random signs make up for integers
  /// whose mean is not zero.
  private static void scales(MemorySegment to, long key, float scale, int rows, int groupBytes) {
    long bits = fourTimes(Float.floatToRawIntBits(scale) >>> 16);
    for (long group = 0; group < to.byteSize(); group += groupBytes) {
      for (long at = group; at < group + 2L * rows; at += Long.BYTES) {
        to.set(LONG, at, bits | (mix(key ^ at) & 0x8000800080008000L));
      }
    }
  }

  private static int exponent(float size) {
    return (Math.getExponent(size / MANTISSA_SIZE) + 127) << 23;
  }

  private static long twice(int bits) {
    return (bits & 0xffffffffL) * 0x0000000100000001L;
  }

  private static long fourTimes(int bits) {
    return (bits & 0xffffL) * 0x0001000100010001L;
  }
}
