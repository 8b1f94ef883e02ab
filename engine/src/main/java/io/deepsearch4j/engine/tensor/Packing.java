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
/// Rows are stored in *lanes*, 32 lanes to a line: lane `2i` is row `i` and lane `2i + 1` is row
/// `16 + i`. Seen as 16 integers of twice the size, the low halves are rows 0 to 15 in order and
/// the high halves are rows 16 to 31: what a kernel summed in short pairs comes out sorted.
///
/// - **Q8**, a group of 32 rows, 1088 bytes: 32 BF16 scales (64 bytes, by lane), then for each of
///   32 columns 32 signed bytes (by lane), -127 to 127.
/// - **Q4**, a group of 64 rows, 1152 bytes: 64 BF16 scales (rows 0 to 31 by lane, then rows 32 to
///   63 by lane), then for each of 8 quadruples of columns `4j` to `4j + 3` 64 unsigned shorts (the
///   same two lines of lanes). Column `4j + i` is in bits `4i` to `4i + 3`, stored with 8 added.
///
/// The value of a weight is its integer times its scale; a scale may be negative.
public final class Packing {
  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

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
        integers[i] = data.get(ValueLayout.JAVA_BYTE, base + Q8_WEIGHTS + 32L * i + lane(inBlock));
      }
      return fromBfloat(data.get(SHORT, base + 2L * lane(inBlock)));
    }
    long base = index * Q4_GROUP_BYTES;
    for (int i = 0; i < Precision.GROUP; i++) {
      int nibbles = data.get(SHORT, base + Q4_WEIGHTS + 128L * (i / 4) + 2L * lane(inBlock));
      integers[i] = (byte) (((nibbles >>> (4 * (i % 4))) & 15) - 8);
    }
    return fromBfloat(data.get(SHORT, base + 2L * lane(inBlock)));
  }

  /// Where a row of a block is stored, counted in lanes from the beginning of a column.
  static int lane(int row) {
    return (row & ~31) + 2 * (row & 15) + ((row >> 4) & 1);
  }

  static float fromBfloat(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  /// The nearest, ties to even; the largest floats become infinite.
  static short toBfloat(float value) {
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
        if (precision == Precision.Q8) {
          float scale = Quantiser.toEight(values, integers);
          to.set(SHORT, base + 2L * lane(row), toBfloat(scale));
          for (int i = 0; i < Precision.GROUP; i++) {
            to.set(ValueLayout.JAVA_BYTE, base + Q8_WEIGHTS + 32L * i + lane(row), integers[i]);
          }
        } else {
          float scale = Quantiser.toFour(values, integers);
          to.set(SHORT, base + 2L * lane(row), toBfloat(scale));
          for (int i = 0; i < Precision.GROUP; i += 4) {
            int nibbles =
                (integers[i] + 8)
                    | (integers[i + 1] + 8) << 4
                    | (integers[i + 2] + 8) << 8
                    | (integers[i + 3] + 8) << 12;
            to.set(SHORT, base + Q4_WEIGHTS + 32L * i + 2L * lane(row), (short) nibbles);
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
