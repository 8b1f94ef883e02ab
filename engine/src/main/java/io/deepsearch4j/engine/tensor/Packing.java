package io.deepsearch4j.engine.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Turns F32 rows into the bytes of a [Precision], and back; the layout here is what files carry.
///
/// Everything is little-endian. [Precision#F32] and [Precision#BF16] are row-major without padding.
/// Quantised matrices are row blocks, one after the other; a block is the groups of 32 columns, one
/// after the other; missing rows and columns are zero.
///
/// Two columns of a row lie side by side, so that a kernel can multiply both at once with a pair of
/// activations, and ends with one sum for each row, in order.
///
/// - **Q8**, a group of 32 rows, 1088 bytes: one line of scales (64 bytes), then for each of 16
///   pairs of columns, for each row, two signed bytes, -127 to 127.
/// - **Q4**, a group of 64 rows, 1152 bytes: two lines of scales (rows 0 to 31, rows 32 to 63),
///   then for each of 4 octets of columns `8j` to `8j + 7`, for each row, 32 bits. Bits `4i` to `4i
///   + 3` are column `8j + 2i` and bits `16 + 4i` to `16 + 4i + 3` are column `8j + 2i + 1`, both
///     stored with 8 added.
///
/// A line of scales is 32 BF16 numbers: those of rows 0 to 15 at even places, those of rows 16 to
/// 31 at odd places. Read as 16 integers, a shift and a mask yield both halves as F32 in order.
///
/// The value of a weight is its integer times its scale; a scale may be negative.
public final class Packing {
  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  static final int Q8_GROUP_BYTES = 32 * (2 + Precision.GROUP);
  static final int Q8_WEIGHTS = 32 * 2;
  static final int Q4_GROUP_BYTES = 64 * (2 + Precision.GROUP / 2);
  static final int Q4_WEIGHTS = 64 * 2;

  private Packing() {}

  /// Writes one row block.
  ///
  /// @param rows `[precision.rowBlock()][columns]`; rows that the matrix lacks are zero
  /// @param at where in `to` the block begins
  /// @throws IllegalArgumentException if a weight is infinite or not a number
  public static void pack(
      Precision precision, float[] rows, int columns, MemorySegment to, long at) {
    requireFinite(rows, precision.rowBlock() * columns, columns);
    switch (precision) {
      case F32 -> {
        for (int i = 0; i < columns; i++) {
          to.set(FLOAT, at + 4L * i, rows[i]);
        }
      }
      case BF16 -> {
        for (int i = 0; i < columns; i++) {
          to.set(SHORT, at + 2L * i, finiteBfloat(rows[i], i));
        }
      }
      case Q8, Q4 -> packQuantised(precision, rows, columns, to, at);
    }
  }

  /// One row as F32.
  static void unpackRow(Tensor weights, int row, float[] out, int at) {
    MemorySegment data = weights.data();
    int columns = weights.columns();
    switch (weights.precision()) {
      case F32 -> {
        for (int i = 0; i < columns; i++) {
          out[at + i] = data.get(FLOAT, 4L * ((long) row * columns + i));
        }
      }
      case BF16 -> {
        for (int i = 0; i < columns; i++) {
          out[at + i] = fromBfloat(data.get(SHORT, 2L * ((long) row * columns + i)));
        }
      }
      case Q8, Q4 -> {
        byte[] integers = new byte[Precision.GROUP];
        for (int first = 0; first < columns; first += Precision.GROUP) {
          float scale = group(weights, row, first / Precision.GROUP, integers);
          int count = Math.min(Precision.GROUP, columns - first);
          for (int i = 0; i < count; i++) {
            out[at + first + i] = scale * integers[i];
          }
        }
      }
    }
  }

  /// The integers of one row in one group of columns; answers their scale.
  static float group(Tensor weights, int row, int group, byte[] integers) {
    int block = row / weights.precision().rowBlock();
    int inBlock = row % weights.precision().rowBlock();
    long index = (long) block * Math.ceilDiv(weights.columns(), Precision.GROUP) + group;
    MemorySegment data = weights.data();
    if (weights.precision() == Precision.Q8) {
      long base = index * Q8_GROUP_BYTES;
      for (int i = 0; i < Precision.GROUP; i++) {
        integers[i] = data.get(ValueLayout.JAVA_BYTE, base + eightAt(inBlock, i));
      }
      return fromBfloat(data.get(SHORT, base + scaleAt(inBlock)));
    }
    long base = index * Q4_GROUP_BYTES;
    for (int i = 0; i < Precision.GROUP; i++) {
      int nibbles = data.get(INT, base + fourAt(inBlock, i));
      integers[i] = (byte) (((nibbles >>> fourShift(i)) & 15) - 8);
    }
    return fromBfloat(data.get(SHORT, base + scaleAt(inBlock)));
  }

  /// Where the scale of a row is, counted from the beginning of its group.
  private static int scaleAt(int row) {
    return 64 * (row / 32) + 4 * (row % 16) + 2 * (row / 16 % 2);
  }

  private static int eightAt(int row, int column) {
    return Q8_WEIGHTS + 64 * (column / 2) + 2 * row + column % 2;
  }

  private static int fourAt(int row, int column) {
    return Q4_WEIGHTS + 256 * (column / 8) + 4 * row;
  }

  private static int fourShift(int column) {
    return 16 * (column % 2) + 4 * (column % 8 / 2);
  }

  public static float fromBfloat(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  /// The nearest, ties to even; the largest floats become infinite.
  public static short toBfloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
  }

  private static void packQuantised(
      Precision precision, float[] rows, int columns, MemorySegment to, long at) {
    int groupBytes = precision == Precision.Q8 ? Q8_GROUP_BYTES : Q4_GROUP_BYTES;
    float[] values = new float[Precision.GROUP];
    byte[] integers = new byte[Precision.GROUP];
    for (int first = 0; first < columns; first += Precision.GROUP) {
      long base = at + (long) first / Precision.GROUP * groupBytes;
      int count = Math.min(Precision.GROUP, columns - first);
      Arrays.fill(values, 0);
      for (int row = 0; row < precision.rowBlock(); row++) {
        System.arraycopy(rows, row * columns + first, values, 0, count);
        boolean eight = precision == Precision.Q8;
        float scale =
            eight ? Quantiser.toEight(values, integers) : Quantiser.toFour(values, integers);
        to.set(SHORT, base + scaleAt(row), toBfloat(scale));
        if (eight) {
          for (int i = 0; i < Precision.GROUP; i++) {
            to.set(ValueLayout.JAVA_BYTE, base + eightAt(row, i), integers[i]);
          }
        } else {
          for (int octet = 0; octet < Precision.GROUP; octet += 8) {
            int nibbles = 0;
            for (int i = octet; i < octet + 8; i++) {
              nibbles |= (integers[i] + 8) << fourShift(i);
            }
            to.set(INT, base + fourAt(row, octet), nibbles);
          }
        }
      }
    }
  }

  private static short finiteBfloat(float value, int column) {
    short bits = toBfloat(value);
    if (!Float.isFinite(fromBfloat(bits))) {
      throw new IllegalArgumentException(
          "the weight in column " + column + " is " + value + ", too large for BF16; use F32");
    }
    return bits;
  }

  private static void requireFinite(float[] rows, int count, int columns) {
    for (int i = 0; i < count; i++) {
      if (!Float.isFinite(rows[i])) {
        throw new IllegalArgumentException(
            "the weight in row %d of the block, column %d, is %s; weights must be finite"
                .formatted(i / columns, i % columns, rows[i]));
      }
    }
  }
}
