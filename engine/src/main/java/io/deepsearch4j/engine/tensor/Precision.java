package io.deepsearch4j.engine.tensor;

/// How weights are stored.
public enum Precision {
  /// 32 bits, row-major.
  F32,
  /// The upper 16 bits of F32, row-major.
  BF16,
  /// 8-bit integers with a BF16 scale for 32 weights of a row, in blocks of 32 rows.
  Q8,
  /// 4-bit integers with a BF16 scale for 32 weights of a row, in blocks of 64 rows.
  Q4;

  /// Weights of a row that share a scale.
  public static final int GROUP = 32;

  /// Rows that are stored together, and so the unit in which rows are given to threads.
  public int rowBlock() {
    return switch (this) {
      case F32, BF16 -> 1;
      case Q8 -> 32;
      case Q4 -> 64;
    };
  }

  /// Bytes of a matrix, rows and columns rounded up to whole blocks and groups.
  public long bytes(long rows, long columns) {
    long blocks = Math.ceilDiv(rows, rowBlock());
    long groups = Math.ceilDiv(columns, GROUP);
    return switch (this) {
      case F32 -> rows * columns * 4;
      case BF16 -> rows * columns * 2;
      case Q8 -> blocks * groups * 32 * (2 + GROUP);
      case Q4 -> blocks * groups * 64 * (2 + GROUP / 2);
    };
  }
}
