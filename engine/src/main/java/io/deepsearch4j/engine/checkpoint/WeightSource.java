package io.deepsearch4j.engine.checkpoint;

import io.deepsearch4j.engine.tensor.ScalarKernels;
import io.deepsearch4j.engine.tensor.Tensor;

/// The weights of one model, by the names of its published files.
public interface WeightSource extends AutoCloseable {

  ModelConfig config();

  /// A matrix, as stored. F16 is widened to F32.
  Tensor matrix(String name);

  /// A vector, or any tensor that stays in high precision, flattened, as F32.
  float[] vector(String name);

  /// Whole rows of a matrix as F32, without keeping anything of them in memory.
  ///
  /// @param to receives `[count][columns]`
  default void rows(String name, int first, int count, float[] to) {
    Tensor matrix = matrix(name);
    var kernels = new ScalarKernels();
    for (int i = 0; i < count; i++) {
      kernels.row(matrix, first + i, to, i * matrix.columns());
    }
  }

  /// Whether there is a tensor of this name: optional biases and sink values.
  boolean has(String name);

  @Override
  void close();
}
