package io.deepsearch4j.engine.checkpoint;

import java.util.List;

/// Where a safetensors file keeps a tensor.
///
/// @param shape any number of dimensions
/// @param begin of its bytes, behind the header
/// @param end one behind its bytes
record StoredTensor(String name, StoredType type, List<Integer> shape, long begin, long end) {
  private static final long MOST_ELEMENTS = 1L << 50;

  StoredTensor {
    shape = List.copyOf(shape);
  }

  /// The elements of a shape; -1 when there are more than any file can hold.
  static long elements(List<Integer> shape) {
    long product = 1;
    for (int side : shape) {
      if (side != 0 && product > MOST_ELEMENTS / side) {
        return -1;
      }
      product *= side;
    }
    return product;
  }

  long elements() {
    return elements(shape);
  }
}
