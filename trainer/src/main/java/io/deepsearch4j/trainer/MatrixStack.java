package io.deepsearch4j.trainer;

import ai.djl.ndarray.NDArray;
import io.deepsearch4j.trainer.Leaf.Part;
import java.util.List;

/// A leaf seen as the matrices that it consists of, each no taller than wide.
///
/// Parts of one shape are matrices of their own; parts of different shapes are one.
record MatrixStack(Leaf leaf, int count, int tall, int wide) {

  static MatrixStack of(Leaf leaf) {
    List<Part> parts = leaf.parts();
    Part first = parts.getFirst();
    boolean alike =
        parts.stream()
            .allMatch(part -> part.rows() == first.rows() && part.columns() == first.columns());
    return alike
        ? new MatrixStack(leaf, parts.size(), first.rows(), first.columns())
        : new MatrixStack(leaf, 1, leaf.shape().getFirst(), leaf.shape().getLast());
  }

  int rows() {
    return tall;
  }

  int columns() {
    return wide;
  }

  /// `[count][min][max]` of the published matrices or their transposes.
  NDArray stacked(NDArray array) {
    NDArray stack =
        switch (leaf.layout()) {
          case ROWS -> array.reshape(count, tall, wide);
          case TRANSPOSED -> array.reshape(count, wide, tall).transpose(0, 2, 1);
          case TRANSPOSED_PAIRS ->
              array
                  .reshape(count / 2, wide, 2, tall)
                  .transpose(0, 2, 3, 1)
                  .reshape(count, tall, wide);
        };
    return tall > wide ? stack.transpose(0, 2, 1) : stack;
  }

  /// Back in the layout of the leaf.
  NDArray restored(NDArray stack) {
    NDArray published = tall > wide ? stack.transpose(0, 2, 1) : stack;
    NDArray array =
        switch (leaf.layout()) {
          case ROWS -> published;
          case TRANSPOSED -> published.transpose(0, 2, 1);
          case TRANSPOSED_PAIRS ->
              published.reshape(count / 2, 2, tall, wide).transpose(0, 3, 1, 2);
        };
    return array.reshape(leaf.sides());
  }
}
