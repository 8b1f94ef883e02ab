package io.deepsearch4j.engine.tensor;

/// What must hold before a product starts; kernels that read by address rely on it.
final class ProductCheck {
  private ProductCheck() {}

  static void check(
      Tensor weights, int from, int to, Activations x, float[] out, int at, int stride) {
    if (x.width != weights.columns()) {
      throw new IllegalArgumentException(
          "weights of %d columns need inputs of that width, not %d"
              .formatted(weights.columns(), x.width));
    }
    int block = weights.precision().rowBlock();
    if (from < 0
        || from > to
        || to > weights.rows()
        || from % block != 0
        || (to % block != 0 && to != weights.rows())) {
      throw new IllegalArgumentException(
          "rows %d to %d are no whole blocks of %d in a matrix of %d rows"
              .formatted(from, to, block, weights.rows()));
    }
    if (x.tokens > 0 && from < to) {
      long last = at + (x.tokens - 1L) * stride + to - 1;
      if (at < 0 || stride < 0 || last >= out.length) {
        throw new IllegalArgumentException(
            "the product reaches element %d of an output of %d".formatted(last, out.length));
      }
    }
    x.requireMade(weights.precision());
  }
}
