package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.tensor.Activations;
import java.util.Optional;

/// One layer: attention and feed-forward, each added to the stream of states.
///
/// With sandwich norms the output of each branch is normed before it is added, so that no branch
/// can outgrow the stream, however deep the model (Pangu Ultra, arXiv 2504.07866).
///
/// @param attentionOut gain of the norm of the first branch's output; empty without sandwich norms
/// @param mlpOut the same of the second branch
record DecoderLayer(
    int index,
    float[] attentionIn,
    Attention attention,
    Optional<float[]> attentionOut,
    float[] mlpIn,
    FeedForward feedForward,
    Optional<float[]> mlpOut,
    float epsilon,
    Machinery machinery) {

  /// @param stream `[tokens][width]`, changed in place
  /// @param x scratch for normed inputs
  /// @param branch scratch for what a branch yields
  void apply(
      Pass pass,
      Rotation rotation,
      float[] stream,
      Activations x,
      float[] branch,
      Observer observer) {
    int tokens = pass.tokens();
    int width = attentionIn.length;
    machinery.norm(stream, attentionIn, epsilon, x.resize(tokens).values(), tokens);
    attention.apply(pass, rotation, x, branch);
    observer.values("layers." + index + ".attn", branch, tokens, width);
    add(branch, attentionOut, stream, tokens, width);
    machinery.norm(stream, mlpIn, epsilon, x.resize(tokens).values(), tokens);
    feedForward.apply(x, branch, observer);
    observer.values("layers." + index + ".mlp", branch, tokens, width);
    add(branch, mlpOut, stream, tokens, width);
    observer.values("layers." + index + ".out", stream, tokens, width);
  }

  private void add(float[] branch, Optional<float[]> gain, float[] stream, int tokens, int width) {
    gain.ifPresent(values -> machinery.norm(branch, values, epsilon, branch, tokens));
    machinery.overTokens(
        tokens,
        (_, from, to) ->
            machinery
                .kernels()
                .addScaled(branch, from * width, 1, stream, from * width, (to - from) * width));
  }
}
