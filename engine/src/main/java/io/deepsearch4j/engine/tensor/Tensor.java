package io.deepsearch4j.engine.tensor;

import java.lang.foreign.MemorySegment;

/// A weight matrix `[rows][columns]` outside the heap, never changed; a product is `x W^T`.
///
/// The owner of the memory must outlive every use: kernels read by address and check no bounds.
///
/// @param precision how the weights are stored
/// @param rows outputs
/// @param columns inputs
/// @param data exactly `precision.bytes(rows, columns)` bytes, any alignment
public record Tensor(Precision precision, int rows, int columns, MemorySegment data) {
  public Tensor {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "a matrix needs rows and columns, not " + rows + " x " + columns);
    }
    if (data.byteSize() != precision.bytes(rows, columns)) {
      throw new IllegalArgumentException(
          "a %s matrix of %d x %d takes %d bytes, not %d"
              .formatted(
                  precision, rows, columns, precision.bytes(rows, columns), data.byteSize()));
    }
    if (!data.isNative()) {
      throw new IllegalArgumentException("weights must lie outside the heap");
    }
  }

  /// Where the weights begin.
  long address() {
    return data.address();
  }
}
