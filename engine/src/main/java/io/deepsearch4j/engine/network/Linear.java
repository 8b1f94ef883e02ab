package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.checkpoint.WeightSource;
import io.deepsearch4j.engine.tensor.Activations;
import io.deepsearch4j.engine.tensor.Precision;
import io.deepsearch4j.engine.tensor.Tensor;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A linear layer: one matrix or several stacked by rows, and a bias if it has one.
///
/// @param bias `[rows]`; empty for none
/// @param rows of all parts together
/// @param precisions that its input must be prepared for
record Linear(List<Tensor> parts, float[] bias, int rows, Set<Precision> precisions) {

  private Linear(List<Tensor> parts, float[] bias) {
    this(
        List.copyOf(parts),
        bias,
        parts.stream().mapToInt(Tensor::rows).sum(),
        EnumSet.copyOf(parts.stream().map(Tensor::precision).toList()));
  }

  /// One matrix, with its bias if there is one.
  static Linear of(WeightSource weights, String name) {
    return stacked(weights, List.of(name));
  }

  /// Several matrices over the same input; biases only if all have them.
  static Linear stacked(WeightSource weights, List<String> names) {
    List<Tensor> parts = names.stream().map(name -> weights.matrix(name + ".weight")).toList();
    int rows = parts.stream().mapToInt(Tensor::rows).sum();
    if (!weights.has(names.getFirst() + ".bias")) {
      return new Linear(parts, new float[0]);
    }
    float[] bias = new float[rows];
    int at = 0;
    for (String name : names) {
      float[] part = weights.vector(name + ".bias");
      System.arraycopy(part, 0, bias, at, part.length);
      at += part.length;
    }
    return new Linear(parts, bias);
  }

  int columns() {
    return parts.getFirst().columns();
  }

  /// Adds its products; `out` is `[tokens][rows]`, from `at` on.
  void addTo(Products products, Activations x, float[] out, int at) {
    int row = 0;
    for (Tensor part : parts) {
      products.add(part, x, out, at + row, rows);
      row += part.rows();
    }
  }

  /// Adds the bias to rows of outputs.
  void addBias(float[] out, int tokens) {
    if (bias.length == 0) {
      return;
    }
    for (int t = 0; t < tokens; t++) {
      for (int i = 0; i < bias.length; i++) {
        out[t * bias.length + i] += bias[i];
      }
    }
  }
}
