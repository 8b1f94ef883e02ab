package io.deepsearch4j.engine.checkpoint;

import io.deepsearch4j.engine.tensor.Precision;
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

  /// Whether it is a matrix of weights; else it is a vector, whatever its shape.
  public boolean isMatrix() {
    return kind != Kind.SMALL;
  }

  public int rows() {
    return shape.getFirst();
  }

  public int columns() {
    return shape.getLast();
  }

  /// How a file of this precision stores the tensor.
  ///
  /// Gains, biases, sinks and routers are few and steer much, so they stay in F32; so does a row of
  /// a Q4 embedding stay in Q8, since it is all that the network sees of a token.
  public Precision stored(Precision file) {
    return switch (kind) {
      case SMALL, ROUTER -> Precision.F32;
      case EMBEDDING -> file == Precision.Q4 ? Precision.Q8 : file;
      case HEAD, MATRIX, EXPERT -> file;
    };
  }

  /// Bytes that the tensor takes in a file of this precision.
  public long bytes(Precision file) {
    return isMatrix() ? stored(file).bytes(rows(), columns()) : 4 * elements();
  }
}
