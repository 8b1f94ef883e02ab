package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.tensor.Activations;

/// How the tokens of a pass see those before them, in one layer.
interface Attention {

  /// Writes the keys of the pass into the caches, which have room for them, and computes what the
  /// branch adds to the stream.
  ///
  /// @param x normed input `[tokens][width]`
  /// @param out `[tokens][width]`
  void apply(Pass pass, Rotation rotation, Activations x, float[] out);
}
