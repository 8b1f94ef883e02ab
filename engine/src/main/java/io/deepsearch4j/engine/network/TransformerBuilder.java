package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.checkpoint.ExpertSource;
import io.deepsearch4j.engine.checkpoint.ExpertStore;
import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.WeightSource;
import io.deepsearch4j.engine.tensor.CacheType;
import io.deepsearch4j.engine.tensor.Kernels;
import io.deepsearch4j.engine.tensor.Tensor;
import io.deepsearch4j.engine.tensor.Workers;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts a model together from its weights.
final class TransformerBuilder {
  private final WeightSource weights;
  private final ModelConfig config;
  private final Machinery machinery;
  private final Arena arena;
  private final Scratch scratch;
  private final Buffer hidden = new Buffer();
  private final ExpertScratch experts;
  private final ExpertSource expertSource;
  private final Optional<ExpertForesight> foresight;
  private CacheType cacheType = CacheType.BF16;
  private long cacheBytes = 1L << 30;
  private int plainFrom = LatentAttention.PLAIN_FROM;

  /// @param arena what is made from the weights lives as long as it
  TransformerBuilder(
      WeightSource weights,
      ExpertSource expertSource,
      Kernels kernels,
      Workers workers,
      Arena arena) {
    this.weights = weights;
    this.config = weights.config();
    this.machinery = new Machinery(kernels, workers);
    this.arena = arena;
    scratch = new Scratch(workers.threads());
    experts = new ExpertScratch(config);
    foresight =
        expertSource instanceof ExpertStore
            ? Optional.of(new ExpertForesight(config, expertSource, machinery))
            : Optional.empty();
    this.expertSource = expertSource;
  }

  TransformerBuilder cache(CacheType type, long bytes) {
    cacheType = type;
    cacheBytes = bytes;
    return this;
  }

  /// From how many tokens of a piece on latent attention takes the plain way.
  TransformerBuilder plainFrom(int tokens) {
    plainFrom = tokens;
    return this;
  }

  /// What guesses which experts come next, where they come from a disk.
  Optional<ExpertForesight> foresight() {
    return foresight;
  }

  Transformer build() {
    List<DecoderLayer> layers = new ArrayList<>();
    for (int i = 0; i < config.layers(); i++) {
      layers.add(layer(i));
    }
    Tensor embedding = weights.matrix("model.embed_tokens.weight");
    Tensor last = config.tiedHead() ? embedding : weights.matrix("lm_head.weight");
    Head head = new Head(weights.vector("model.norm.weight"), config.epsilon(), last, machinery);
    Rotation rotation = new Rotation(config);
    return new Transformer(
        config, embedding, layers, head, drafter(embedding, last), pool(), rotation, machinery);
  }

  private PagePool pool() {
    var attention = config.attention();
    int layers = config.layers() + config.mtpLayers();
    return switch (attention) {
      case ModelConfig.Attention.Grouped grouped ->
          new PagePool(
              cacheType,
              grouped.keyWidth(),
              grouped.valueWidth(),
              false,
              layers * grouped.groups(),
              cacheBytes);
      case ModelConfig.Attention.Latent latent ->
          new PagePool(
              cacheType,
              latent.latentRank() + latent.rotated(),
              latent.latentRank(),
              true,
              layers,
              cacheBytes);
    };
  }

  private Optional<Drafter> drafter(Tensor embedding, Tensor last) {
    String prefix = "model.layers." + config.layers() + ".";
    if (config.mtpLayers() == 0 || !weights.has(prefix + "eh_proj.weight")) {
      return Optional.empty();
    }
    // The published copies of embedding and head beside this layer are those of the model.
    return Optional.of(
        new Drafter(
            embedding,
            weights.vector(prefix + "enorm.weight"),
            weights.vector(prefix + "hnorm.weight"),
            Linear.of(weights, prefix + "eh_proj"),
            layer(config.layers()),
            new Head(
                weights.vector(prefix + "shared_head.norm.weight"),
                config.epsilon(),
                last,
                machinery),
            new Rotation(config),
            machinery));
  }

  private DecoderLayer layer(int index) {
    String prefix = "model.layers." + index + ".";
    boolean sandwich = config.sandwichNorm();
    // Without sandwich norms this name means the norm before the feed-forward block.
    float[] behindAttention = weights.vector(prefix + "post_attention_layernorm.weight");
    return new DecoderLayer(
        index,
        weights.vector(prefix + "input_layernorm.weight"),
        attention(index, prefix + "self_attn."),
        sandwich ? Optional.of(behindAttention) : Optional.empty(),
        sandwich ? weights.vector(prefix + "pre_mlp_layernorm.weight") : behindAttention,
        feedForward(index, prefix + "mlp."),
        sandwich
            ? Optional.of(weights.vector(prefix + "post_mlp_layernorm.weight"))
            : Optional.empty(),
        config.epsilon(),
        machinery);
  }

  private Attention attention(int index, String prefix) {
    return switch (config.attention()) {
      case ModelConfig.Attention.Grouped grouped ->
          new GroupedAttention(config, grouped, index, weights, prefix, machinery, scratch, arena);
      case ModelConfig.Attention.Latent latent ->
          new LatentAttention(
              config, latent, index, weights, prefix, machinery, scratch, arena, plainFrom);
    };
  }

  private FeedForward feedForward(int index, String prefix) {
    if (config.isDense(index)) {
      return new DenseFeedForward(GatedBlock.of(weights, prefix), machinery, hidden);
    }
    Optional<GatedBlock> shared =
        config.experts().sharedWidth() > 0
            ? Optional.of(GatedBlock.of(weights, prefix + "shared_experts."))
            : Optional.empty();
    Tensor gate = weights.matrix(prefix + "gate.weight");
    var router = new ExpertRouter(config.experts(), bias(prefix));
    foresight.ifPresent(one -> one.know(index, gate, router));
    return new ExpertFeedForward(
        config, gate, router, index, expertSource, shared, foresight, machinery, experts);
  }

  private float[] bias(String prefix) {
    for (String name : List.of("e_score_correction_bias", "gate.e_score_correction_bias")) {
      if (config.experts().bias() && weights.has(prefix + name)) {
        return weights.vector(prefix + name);
      }
    }
    return new float[config.experts().count()];
  }
}
