package io.deepsearch4j.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.ModelConfig.Experts;
import java.util.function.Function;

/// The routed feed-forward block as differentiable operations.
///
/// Tokens are sorted by expert, so each expert multiplies its own rows and nothing is padded. The
/// choice is a constant; gradients reach the router through the scores of the chosen alone.
///
/// Letters: `T` tokens, `D` width, `E` experts, `C` chosen, `F` inner width.
final class ReplicaExperts {
  private final ModelConfig config;
  private final Function<String, NDArray> leaf;
  private final Constants constants;
  private final Lent lent;
  private final long[][] loads;

  ReplicaExperts(
      ModelConfig config, Function<String, NDArray> leaf, Constants constants, Lent lent) {
    this.config = config;
    this.leaf = leaf;
    this.constants = constants;
    this.lent = lent;
    this.loads = new long[config.layers()][config.experts().count()];
  }

  long[][] takeLoads() {
    var taken = new long[loads.length][];
    for (int layer = 0; layer < loads.length; layer++) {
      taken[layer] = loads[layer].clone();
      java.util.Arrays.fill(loads[layer], 0);
    }
    return taken;
  }

  /// @param x `[T][D]`
  /// @param extra receives the auxiliary loss, where there is one
  NDArray of(NDManager step, int layer, NDArray x, float[] bias, float balance, NDList extra) {
    Experts e = config.experts();
    String at = Leaves.layer(layer) + "mlp.";
    NDArray scores = Torch.sigmoid(Torch.linear(x, leaf.apply(at + "gate.weight")));
    Choice choice = Choice.of(scores.toFloatArray(), bias, e.chosen());
    for (int expert = 0; expert < e.count(); expert++) {
      loads[layer][expert] += choice.counts()[expert];
    }
    if (balance > 0) {
      extra.add(balance(step, scores, choice, balance));
    }
    int tokens = choice.tokens();
    NDArray weights =
        Torch.gather(scores, lent.of(step, choice.experts(), new Shape(tokens, e.chosen())), 1);
    if (e.normalised()) {
      weights = weights.div(weights.sum(new int[] {1}, true).add(1e-20f));
    }
    if (e.scale() != 1) {
      weights = weights.mul(constants.of(e.scale()));
    }
    NDArray routed = routed(step, at, x, weights, choice);
    if (e.sharedWidth() == 0) {
      return routed;
    }
    String shared = at + "shared_experts.";
    return routed.add(
        Replica.gated(x, leaf.apply(shared + "gate_up"), leaf.apply(shared + "down_proj.weight")));
  }

  private NDArray routed(NDManager step, String at, NDArray x, NDArray weights, Choice choice) {
    Experts e = config.experts();
    int pairs = choice.order().length;
    NDArray order = lent.of(step, choice.order());
    NDArray sorted = Torch.rows(x, lent.of(step, choice.tokenOf()));
    NDArray inner =
        Replica.swiglu(
            products(sorted, leaf.apply(at + "experts.gate_up"), config.width(), choice));
    // The weight of an expert commutes with its last product, and is cheapest before it.
    NDArray weighted = inner.mul(Torch.rows(weights.reshape(pairs, 1), order));
    NDArray outputs = products(weighted, leaf.apply(at + "experts.down"), e.width(), choice);
    return Torch.rows(outputs, lent.of(step, choice.places()))
        .reshape(choice.tokens(), e.chosen(), config.width())
        .sum(new int[] {1});
  }

  /// @param weights `[E * rows][columns]`
  private static NDArray products(NDArray sorted, NDArray weights, int rows, Choice choice) {
    int[] busy = choice.busy();
    var sizes = new long[busy.length];
    for (int i = 0; i < busy.length; i++) {
      sizes[i] = choice.counts()[busy[i]];
    }
    var heights = new long[choice.counts().length];
    java.util.Arrays.fill(heights, rows);
    NDList inputs = Torch.split(sorted, sizes, 0);
    NDList matrices = Torch.split(weights, heights, 0);
    var outputs = new NDList(busy.length);
    for (int i = 0; i < busy.length; i++) {
      outputs.add(inputs.get(i).matMul(matrices.get(busy[i])));
    }
    return Torch.join(outputs, 0);
  }

  /// `E * sum of load share * mean score share`: 1 when all experts are alike.
  private NDArray balance(NDManager step, NDArray scores, Choice choice, float weight) {
    int experts = config.experts().count();
    var shares = new float[experts];
    for (int expert = 0; expert < experts; expert++) {
      shares[expert] = weight * experts * choice.counts()[expert] / choice.order().length;
    }
    NDArray means = scores.div(scores.sum(new int[] {1}, true)).mean(new int[] {0}, false);
    return means.mul(lent.of(step, shares)).sum();
  }
}
