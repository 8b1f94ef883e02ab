package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.tensor.Activations;
import io.deepsearch4j.engine.tensor.Kernels;
import io.deepsearch4j.engine.tensor.Precision;
import io.deepsearch4j.engine.tensor.Workers;

/// What the layers of one model compute with: kernels, threads, and a list of products to fill.
///
/// @param products shared by all layers, since they run one after the other
record Machinery(Kernels kernels, Workers workers, Products products) {

  /// Tokens from which sharing out work that is not a product pays off.
  private static final int MANY = 16;

  Machinery(Kernels kernels, Workers workers) {
    this(kernels, workers, new Products(kernels, workers));
  }

  /// Runs a task over tokens, shared out when they are many.
  void overTokens(int tokens, Workers.Task task) {
    if (tokens < MANY || workers.threads() == 1) {
      task.run(0, 0, tokens);
      return;
    }
    workers.split(tokens, 1, task);
  }

  /// Runs a task over groups of tokens, given out one by one when there are many tokens in them.
  void overGroups(int groups, int tokens, Workers.Task task) {
    if (tokens < MANY || workers.threads() == 1) {
      task.run(0, 0, groups);
      return;
    }
    workers.each(groups, task);
  }

  /// Makes the form of activations that matrices of this precision want.
  void prepare(Activations x, Precision precision) {
    if (x.tokens() < MANY) {
      x.prepare(precision);
      return;
    }
    x.reserve(precision);
    overTokens(x.tokens(), (_, from, to) -> x.prepare(precision, from, to));
  }

  /// One linear layer on its own, bias included; `out` is `[tokens][rows]`.
  void apply(Linear linear, Activations x, float[] out) {
    linear.precisions().forEach(precision -> prepare(x, precision));
    linear.addTo(products, x, out, 0);
    products.run();
    linear.addBias(out, x.tokens());
  }

  /// Norms each token's row.
  void norm(float[] x, float[] gain, float epsilon, float[] out, int tokens) {
    int width = gain.length;
    overTokens(
        tokens,
        (_, from, to) -> {
          for (int t = from; t < to; t++) {
            kernels.rmsNorm(x, t * width, gain, epsilon, out, t * width, width);
          }
        });
  }
}
