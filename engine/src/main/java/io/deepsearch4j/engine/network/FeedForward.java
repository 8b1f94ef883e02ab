package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.tensor.Activations;

/// The second branch of a layer: each token on its own.
interface FeedForward {

  /// @param x normed input `[tokens][width]`
  /// @param out `[tokens][width]`, overwritten
  void apply(Activations x, float[] out, Observer observer);
}
