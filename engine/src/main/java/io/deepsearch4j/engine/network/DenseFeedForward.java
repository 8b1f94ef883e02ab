package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.tensor.Activations;

/// A feed-forward block that every token meets.
final class DenseFeedForward implements FeedForward {
  private final GatedBlock block;
  private final Machinery machinery;
  private final Buffer hidden;
  private final Activations inner;

  DenseFeedForward(GatedBlock block, Machinery machinery, Buffer hidden) {
    this.block = block;
    this.machinery = machinery;
    this.hidden = hidden;
    inner = new Activations(block.width());
  }

  @Override
  public void apply(Activations x, float[] out, Observer observer) {
    int tokens = x.tokens();
    float[] both = hidden.atLeast(2L * tokens * block.width());
    machinery.prepare(x, block.gate().precision());
    block.addGateAndUp(machinery.products(), x, both, 0);
    machinery.products().run();
    inner.resize(tokens);
    inner.reserve(block.down().precision());
    machinery.overTokens(tokens, (_, from, to) -> block.join(machinery, both, 0, inner, from, to));
    machinery.products().add(block.down(), inner, out, 0, block.down().rows());
    machinery.products().run();
  }
}
