package io.deepsearch4j.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;

/// Numbers as arrays that live as long as a replica.
///
/// A product with a plain number would leave behind, for the way back, an array in Java's memory
/// that is free to vanish before it is read. Sums leave nothing behind.
final class Constants {
  private final NDManager home;
  private final Map<Float, NDArray> arrays = new HashMap<>();

  Constants(NDManager home) {
    this.home = home;
  }

  NDArray of(float number) {
    return arrays.computeIfAbsent(number, n -> Torch.create(home, new float[] {n}, new Shape(1)));
  }

  /// `gain * x / sqrt(mean(x^2) + epsilon)`. All that is wide is two products: a division of the
  /// whole costs more on the way back.
  NDArray norm(NDArray x, NDArray gain, float epsilon) {
    float width = x.getShape().getLastDimension();
    NDArray size = Torch.length(x).square().add(epsilon * width).sqrt();
    return x.mul(Torch.quotient(of((float) Math.sqrt(width)), size)).mul(gain);
  }
}
