package io.deepsearch4j.engine.tensor;

/// The arithmetic of a forward pass, each call on one thread; who calls shares the work out.
///
/// Safe to share between threads. Letters: `T` tokens, `D` columns, `R` rows.
public interface Kernels {

  /// The fastest that this JVM offers; without the module `jdk.incubator.vector` the plain loops.
  static Kernels best() {
    boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return vectors ? new VectorKernels() : new ScalarKernels();
  }

  String name();

  /// Rows `from` to `to` of `x W^T`, for each token: `out[at + t * stride + row]`.
  ///
  /// `from` must be a multiple of the precision's row block, and so must `to` unless it is the last
  /// row. A token's numbers depend on nothing but its own input: how many others are with it, and
  /// how the rows are shared out, changes no bit. Quantised weights are multiplied with activations
  /// rounded to 8 bits in groups of 32, in exact integers.
  void multiply(Tensor weights, int from, int to, Activations x, float[] out, int at, int stride);

  /// One row of a matrix as F32: an embedding.
  void row(Tensor weights, int row, float[] out, int at);

  /// Adds one tile of keys to each row of the block; rows that see no key stay as they are.
  void attend(QueryBlock block, KeyTile tile);

  /// `out = gain * x / sqrt(mean(x^2) + epsilon)` over `length` elements; `out` may be `x`.
  void rmsNorm(float[] x, int at, float[] gain, float epsilon, float[] out, int outAt, int length);

  /// `out = silu(gate) * up`, `silu(z) = z / (1 + exp(-z))`; `out` may be either.
  void swiglu(float[] gate, int gateAt, float[] up, int upAt, float[] out, int outAt, int length);

  /// `y += weight * x`.
  void addScaled(float[] x, int at, float weight, float[] y, int yAt, int length);
}
