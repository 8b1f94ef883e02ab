package io.deepsearch4j.engine.network;

/// Watches a forward pass from inside, to find where it differs from another one.
interface Observer {
  Observer NONE = new Observer() {};

  /// Values `[tokens][width]` at a place: `embed`, `layers.N.attn`, `layers.N.mlp`, `layers.N.out`,
  /// `final_norm`. Only valid during the call.
  default void values(String place, float[] values, int tokens, int width) {}

  /// The experts that a token of the pass goes to, best first, and their weights.
  default void routed(int layer, int token, int[] experts, float[] weights) {}
}
