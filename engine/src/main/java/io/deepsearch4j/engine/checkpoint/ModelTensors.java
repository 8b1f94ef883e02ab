package io.deepsearch4j.engine.checkpoint;

import io.deepsearch4j.engine.checkpoint.ModelConfig.Attention;
import io.deepsearch4j.engine.checkpoint.TensorSpec.Kind;
import java.util.ArrayList;
import java.util.List;

/// Names and shapes of all tensors of a configuration, in the order in which files hold them.
final class ModelTensors {
  static final String EMBEDDING = "model.embed_tokens.weight";
  static final String HEAD = "lm_head.weight";

  private final ModelConfig config;
  private final List<TensorSpec> specs = new ArrayList<>();

  private ModelTensors(ModelConfig config) {
    this.config = config;
  }

  static List<TensorSpec> of(ModelConfig config) {
    return new ModelTensors(config).list();
  }

  static String layer(int layer) {
    return "model.layers." + layer + ".";
  }

  static String expert(int layer, int expert) {
    return layer(layer) + "mlp.experts." + expert + ".";
  }

  private List<TensorSpec> list() {
    add(EMBEDDING, Kind.EMBEDDING, config.vocabulary(), config.width());
    for (int layer = 0; layer < config.layers(); layer++) {
      layerAt(layer);
    }
    add("model.norm.weight", Kind.SMALL, config.width());
    if (!config.tiedHead()) {
      add(HEAD, Kind.HEAD, config.vocabulary(), config.width());
    }
    for (int layer = config.layers(); layer < config.layers() + config.mtpLayers(); layer++) {
      String at = layer(layer);
      norm(at + "enorm");
      norm(at + "hnorm");
      add(at + "eh_proj.weight", Kind.MATRIX, config.width(), 2 * config.width());
      layerAt(layer);
      norm(at + "shared_head.norm");
    }
    return List.copyOf(specs);
  }

  private void layerAt(int layer) {
    String at = layer(layer);
    norm(at + "input_layernorm");
    switch (config.attention()) {
      case Attention.Grouped grouped -> grouped(at + "self_attn.", grouped);
      case Attention.Latent latent -> latent(at + "self_attn.", latent);
    }
    norm(at + "post_attention_layernorm");
    if (config.sandwichNorm()) {
      norm(at + "pre_mlp_layernorm");
      norm(at + "post_mlp_layernorm");
    }
    if (config.isDense(layer)) {
      block(at + "mlp.", Kind.MATRIX, config.denseWidth());
      return;
    }
    experts(layer);
  }

  private void grouped(String at, Attention.Grouped a) {
    int queries = a.heads() * a.keyWidth();
    int keys = a.groups() * a.keyWidth();
    int values = a.groups() * a.valueWidth();
    if (a.fused()) {
      projection(at + "qkv_proj", queries + keys + values, config.width(), a.qkvBias());
    } else {
      projection(at + "q_proj", queries, config.width(), a.qkvBias());
      projection(at + "k_proj", keys, config.width(), a.qkvBias());
      projection(at + "v_proj", values, config.width(), a.qkvBias());
    }
    if (a.keyNorm()) {
      add(at + "k_layernorm.weight", Kind.SMALL, a.keyWidth());
    }
    if (a.sinks() > 0) {
      add(at + "param_sink_key", Kind.SMALL, a.sinks(), a.groups(), a.keyWidth());
    }
    if (a.sinkValues()) {
      add(at + "param_sink_value", Kind.SMALL, a.sinks(), a.groups(), a.valueWidth());
    }
    projection(at + "o_proj", config.width(), a.heads() * a.valueWidth(), a.outputBias());
  }

  private void latent(String at, Attention.Latent a) {
    int queries = a.heads() * a.keyWidth();
    if (a.queryRank() == 0) {
      projection(at + "q_proj", queries, config.width(), false);
    } else {
      projection(at + "q_a_proj", a.queryRank(), config.width(), false);
      add(at + "q_a_layernorm.weight", Kind.SMALL, a.queryRank());
      projection(at + "q_b_proj", queries, a.queryRank(), false);
    }
    projection(at + "kv_a_proj_with_mqa", a.latentRank() + a.rotated(), config.width(), false);
    add(at + "kv_a_layernorm.weight", Kind.SMALL, a.latentRank());
    int keysAndValues = a.heads() * (a.plainWidth() + a.valueWidth());
    projection(at + "kv_b_proj", keysAndValues, a.latentRank(), false);
    projection(at + "o_proj", config.width(), a.heads() * a.valueWidth(), false);
  }

  private void experts(int layer) {
    ModelConfig.Experts experts = config.experts();
    String at = layer(layer) + "mlp.";
    add(at + "gate.weight", Kind.ROUTER, experts.count(), config.width());
    if (experts.bias()) {
      add(at + "e_score_correction_bias", Kind.SMALL, experts.count());
    }
    if (experts.sharedWidth() > 0) {
      block(at + "shared_experts.", Kind.MATRIX, experts.sharedWidth());
    }
    for (int expert = 0; expert < experts.count(); expert++) {
      block(expert(layer, expert), Kind.EXPERT, experts.width());
    }
  }

  private void block(String at, Kind kind, int inner) {
    add(at + "gate_proj.weight", kind, inner, config.width());
    add(at + "up_proj.weight", kind, inner, config.width());
    add(at + "down_proj.weight", kind, config.width(), inner);
  }

  private void projection(String at, int rows, int columns, boolean bias) {
    add(at + ".weight", Kind.MATRIX, rows, columns);
    if (bias) {
      add(at + ".bias", Kind.SMALL, rows);
    }
  }

  private void norm(String at) {
    add(at + ".weight", Kind.SMALL, config.width());
  }

  private void add(String name, Kind kind, Integer... shape) {
    specs.add(new TensorSpec(name, List.of(shape), kind));
  }
}
