package io.deepsearch4j.trainer;

import java.util.List;

/// One array that training changes, and the published tensors that it is made of.
///
/// @param name unique; for a single tensor its published name
/// @param shape as the arithmetic wants it
/// @param parts the published tensors, in order
/// @param layout how their elements lie in the array
/// @param rule who moves it
record Leaf(String name, List<Integer> shape, List<Part> parts, Layout layout, Rule rule) {

  /// A published tensor `[rows][columns]`; whatever has another number of sides counts as one row.
  record Part(String name, int rows, int columns) {
    int elements() {
      return rows * columns;
    }
  }

  enum Layout {
    /// One part below the other, as published.
    ROWS,
    /// All parts transposed, one below the other.
    TRANSPOSED,
    /// Pairs of parts, each transposed, side by side: gate and up of every expert.
    TRANSPOSED_PAIRS
  }

  enum Rule {
    /// Orthogonalised momentum, for matrices.
    MUON,
    /// Adam with weight decay.
    ADAM_DECAYED,
    /// Adam without, for gains, biases and sinks.
    ADAM
  }

  Leaf {
    shape = List.copyOf(shape);
    parts = List.copyOf(parts);
  }

  int elements() {
    return parts.stream().mapToInt(Part::elements).sum();
  }

  long[] sides() {
    return shape.stream().mapToLong(Integer::longValue).toArray();
  }

  /// Moves a part's elements into the array.
  void put(int part, float[] published, float[] inside) {
    move(part, (from, to) -> inside[to] = published[from]);
  }

  /// Reads a part's elements out of the array.
  float[] get(int part, float[] inside) {
    var published = new float[parts.get(part).elements()];
    move(part, (from, to) -> published[from] = inside[to]);
    return published;
  }

  private interface Move {
    void move(int published, int inside);
  }

  private void move(int part, Move move) {
    Part p = parts.get(part);
    int first = 0;
    for (int i = 0; i < (layout == Layout.TRANSPOSED_PAIRS ? part / 2 * 2 : part); i++) {
      first += parts.get(i).elements();
    }
    int stride = layout == Layout.TRANSPOSED_PAIRS ? 2 * p.rows() : p.rows();
    int shift = layout == Layout.TRANSPOSED_PAIRS ? part % 2 * p.rows() : 0;
    for (int row = 0; row < p.rows(); row++) {
      for (int column = 0; column < p.columns(); column++) {
        int from = row * p.columns() + column;
        move.move(from, first + (layout == Layout.ROWS ? from : column * stride + shift + row));
      }
    }
  }
}
