package io.deepsearch4j.engine.checkpoint;

import java.util.List;

/// A tensor that a configuration asks for.
///
/// @param name as in the published files
/// @param shape `[rows, columns]`, or another number of dimensions for what stays in high precision
/// @param kind what part it plays
public record TensorSpec(String name, List<Integer> shape, Kind kind) {

  public enum Kind {
    EMBEDDING,
    HEAD,
    /// A weight matrix that every token meets.
    MATRIX,
    /// A weight matrix of one routed expert.
    EXPERT,
    ROUTER,
    /// Gains, biases, sinks: kept in high precision.
    SMALL
  }

  public TensorSpec {
    shape = List.copyOf(shape);
  }

  public long elements() {
    long product = 1;
    for (int side : shape) {
      product *= side;
    }
    return product;
  }
}
