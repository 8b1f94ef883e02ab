package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.checkpoint.ExpertSource;
import io.deepsearch4j.engine.checkpoint.WeightSource;
import io.deepsearch4j.engine.tensor.Activations;
import io.deepsearch4j.engine.tensor.Tensor;

/// `down(silu(gate(x)) * up(x))` (Shazeer, "GLU variants improve transformer", 2020): a dense
/// feed-forward block, and the shape of each expert.
record GatedBlock(Tensor gate, Tensor up, Tensor down) {

  /// @param prefix of the names, ending with a dot
  static GatedBlock of(WeightSource weights, String prefix) {
    return new GatedBlock(
        weights.matrix(prefix + "gate_proj.weight"),
        weights.matrix(prefix + "up_proj.weight"),
        weights.matrix(prefix + "down_proj.weight"));
  }

  static GatedBlock of(ExpertSource.Expert expert) {
    return new GatedBlock(expert.gate(), expert.up(), expert.down());
  }

  /// Inner width.
  int width() {
    return gate.rows();
  }

  /// Adds the first two products; `hidden` is `[tokens][2 * width]`, gate before up, from `at` on.
  void addGateAndUp(Products products, Activations x, float[] hidden, int at) {
    products.add(gate, x, hidden, at, 2 * width());
    products.add(up, x, hidden, at + width(), 2 * width());
  }

  /// Joins gate and up of tokens `from` to `to` into the input of the last product.
  void join(Machinery machinery, float[] hidden, int at, Activations inner, int from, int to) {
    int width = width();
    for (int t = from; t < to; t++) {
      int row = at + t * 2 * width;
      machinery
          .kernels()
          .swiglu(hidden, row, hidden, row + width, inner.values(), t * width, width);
    }
    inner.prepare(down.precision(), from, to);
  }
}
