package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.checkpoint.ExpertSource;
import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.tensor.Activations;
import io.deepsearch4j.engine.tensor.Precision;
import io.deepsearch4j.engine.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;

/// A few experts for each token, and a shared block that all tokens meet.
///
/// Tokens are grouped by expert, so that each expert's weights are read once for a pass. A token
/// sums its experts in the order of their numbers, so that its result does not depend on who else
/// is in the pass. Letters: `E` experts, `P` pairs of a token and one of its experts, by expert.
final class ExpertFeedForward implements FeedForward {
  private final ModelConfig.Experts shape;
  private final int width;
  private final Tensor gate; // [E][width]
  private final ExpertRouter router;
  private final int layer;
  private final ExpertSource source;
  private final Optional<GatedBlock> shared;
  private final Optional<ExpertForesight> foresight;
  private final Machinery machinery;
  private final ExpertScratch scratch;

  ExpertFeedForward(
      ModelConfig config,
      Tensor gate,
      ExpertRouter router,
      int layer,
      ExpertSource source,
      Optional<GatedBlock> shared,
      Optional<ExpertForesight> foresight,
      Machinery machinery,
      ExpertScratch scratch) {
    shape = config.experts();
    width = config.width();
    this.gate = gate;
    this.router = router;
    this.layer = layer;
    this.source = source;
    this.shared = shared;
    this.foresight = foresight;
    this.machinery = machinery;
    this.scratch = scratch;
  }

  @Override
  public void apply(Activations x, float[] out, Observer observer) {
    int tokens = x.tokens();
    route(x, observer);
    scratch.groupByExpert(tokens);
    Arrays.fill(out, 0, tokens * width, 0);
    // A model that is larger than memory may hold fewer experts at once than the pass wants.
    int used = scratch.usedExperts();
    foresight.ifPresent(one -> one.look(layer, x, scratch.used, used));
    for (int first = 0; first < used; ) {
      int count = Math.min(used - first, source.most());
      compute(x, out, first, count, first + count == used);
      first += count;
    }
  }

  private void route(Activations x, Observer observer) {
    int tokens = x.tokens();
    float[] logits = scratch.logits.atLeast((long) tokens * shape.count());
    machinery.prepare(x, gate.precision());
    machinery.products().add(gate, x, logits, 0, shape.count()).run();
    scratch.resize(tokens);
    for (int t = 0; t < tokens; t++) {
      router.choose(logits, t * shape.count(), scratch.experts[t], scratch.weights[t]);
      observer.routed(layer, t, scratch.experts[t], scratch.weights[t]);
    }
  }

  /// The experts at places `first` to `first + count` of those in use; with the last of them the
  /// shared block, in the same products.
  private void compute(Activations x, float[] out, int first, int count, boolean last) {
    int[] wanted = Arrays.copyOfRange(scratch.used, first, first + count);
    try (ExpertSource.Lease lease = source.acquire(layer, wanted)) {
      GatedBlock[] experts = new GatedBlock[count];
      Arrays.setAll(experts, i -> GatedBlock.of(lease.expert(i)));
      Optional<GatedBlock> beside = last ? shared : Optional.empty();
      int pairs = scratch.start(first + count) - scratch.start(first);
      float[] hidden = scratch.hidden.atLeast(2L * scratch.pairs() * shape.width());
      machinery.prepare(x, experts[0].gate().precision());
      machinery.overGroups(
          count,
          pairs,
          (_, from, to) -> {
            for (int i = from; i < to; i++) {
              scratch.gather(x, first + i);
            }
          });
      Products products = machinery.products();
      for (int i = 0; i < count; i++) {
        int at = scratch.start(first + i) * 2 * shape.width();
        experts[i].addGateAndUp(products, scratch.input(x, first + i), hidden, at);
      }
      beside.ifPresent(block -> addGateAndUp(block, x));
      products.run();
      Precision down = experts[0].down().precision();
      machinery.overGroups(
          count,
          pairs,
          (_, from, to) -> {
            for (int i = from; i < to; i++) {
              int at = scratch.start(first + i) * 2 * shape.width();
              Activations inner = scratch.inner(first + i);
              inner.reserve(down);
              experts[i].join(machinery, hidden, at, inner, 0, inner.tokens());
            }
          });
      float[] results = scratch.results.atLeast((long) scratch.pairs() * width);
      for (int i = 0; i < count; i++) {
        int at = scratch.start(first + i) * width;
        products.add(experts[i].down(), scratch.inner(first + i), results, at, width);
      }
      beside.ifPresent(block -> joinAndAddDown(block, x.tokens()));
      products.run();
      addUp(out, results, x.tokens(), first, count);
      beside.ifPresent(_ -> addShared(out, x.tokens()));
    }
  }

  /// Adds each token's results in the order of the experts.
  private void addUp(float[] out, float[] results, int tokens, int first, int count) {
    machinery.overTokens(
        tokens,
        (_, from, to) -> {
          for (int t = from; t < to; t++) {
            for (int i = 0; i < shape.chosen(); i++) {
              int pair = scratch.pairOf(t, i);
              if (pair >= scratch.start(first) && pair < scratch.start(first + count)) {
                machinery
                    .kernels()
                    .addScaled(
                        results, pair * width, scratch.weightOf(t, i), out, t * width, width);
              }
            }
          }
        });
  }

  private void addGateAndUp(GatedBlock block, Activations x) {
    machinery.prepare(x, block.gate().precision());
    float[] hidden = scratch.sharedHidden.atLeast(2L * x.tokens() * block.width());
    block.addGateAndUp(machinery.products(), x, hidden, 0);
  }

  private void joinAndAddDown(GatedBlock block, int tokens) {
    Activations inner = scratch.sharedInner(block.width()).resize(tokens);
    inner.reserve(block.down().precision());
    float[] hidden = scratch.sharedHidden.values();
    machinery.overTokens(
        tokens, (_, from, to) -> block.join(machinery, hidden, 0, inner, from, to));
    float[] results = scratch.sharedResults.atLeast((long) tokens * width);
    machinery.products().add(block.down(), inner, results, 0, width);
  }

  private void addShared(float[] out, int tokens) {
    float[] results = scratch.sharedResults.values();
    machinery.overTokens(
        tokens,
        (_, from, to) ->
            machinery
                .kernels()
                .addScaled(results, from * width, 1, out, from * width, (to - from) * width));
  }
}
