package io.deepsearch4j.trainer;

import io.deepsearch4j.engine.checkpoint.CheckpointException;
import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.ModelConfig.Attention;
import io.deepsearch4j.engine.checkpoint.ModelConfig.Experts;
import io.deepsearch4j.engine.checkpoint.SafetensorsWriter;
import io.deepsearch4j.engine.checkpoint.SafetensorsWriter.Planned;
import io.deepsearch4j.engine.checkpoint.TensorSpec;
import io.deepsearch4j.engine.tensor.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes a model as a release is laid out: `config.json` and `model.safetensors`, no tokenizer.
final class Publication {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String WEIGHTS = "model.safetensors";
  private static final String CONFIG = "config.json";

  private Publication() {}

  /// Writes into a folder beside the named one and moves both files over when they are whole.
  static void write(TrainableModel model, Path folder, Precision precision) {
    if (!model.design().isPublishable()) {
      throw new TrainerException(
          "the engine does not run this design (%s); train another one to publish"
              .formatted(model.design().headNorm()));
    }
    ModelConfig config = model.design().config().withoutMtp();
    Path unfinished = folder.resolveSibling(folder.getFileName() + ".part");
    try {
      Files.createDirectories(unfinished);
      Map<String, float[]> tensors = model.tensors();
      SafetensorsWriter.write(
          unfinished.resolve(WEIGHTS),
          config.tensors().stream().map(spec -> planned(spec, precision)).toList(),
          name -> Objects.requireNonNull(tensors.get(name), name));
      Files.write(unfinished.resolve(CONFIG), configText(config, precision));
      Files.createDirectories(folder);
      for (String name : List.of(WEIGHTS, CONFIG)) {
        Files.move(unfinished.resolve(name), folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException | CheckpointException e) {
      throw new TrainerException(
          "the model cannot be written to %s: %s; free some disk and export it again"
              .formatted(folder, e.getMessage()),
          e);
    } finally {
      forget(unfinished);
    }
  }

  private static void forget(Path unfinished) {
    for (String name : List.of(WEIGHTS, CONFIG, "")) {
      // What cannot be deleted is overwritten the next time.
      unfinished.resolve(name).toFile().delete();
    }
  }

  private static Planned planned(TensorSpec spec, Precision precision) {
    boolean exact = spec.name().endsWith(Leaves.EXPERT_BIAS);
    return new Planned(spec.name(), spec.shape(), exact ? Precision.F32 : precision);
  }

  /// The text of a `config.json` that reads as this configuration.
  static byte[] configText(ModelConfig config, Precision precision) {
    ObjectNode node = JSON.createObjectNode();
    node.putArray("architectures").add(config.architecture().published());
    node.put(
        "model_type",
        switch (config.architecture()) {
          case V2 -> "PanguProMoE";
          case ULTRA -> "pangu_ultra_moe";
          case EMBEDDED -> "PanguEmbedded";
        });
    node.put("vocab_size", config.vocabulary());
    node.put("hidden_size", config.width());
    node.put("num_hidden_layers", config.layers());
    node.put("intermediate_size", config.denseWidth());
    node.put("hidden_act", "silu");
    node.put("rms_norm_eps", exact(config.epsilon()));
    node.put("rope_theta", config.rotationBase());
    node.put("rope_interleave", config.interleaved());
    node.put("max_position_embeddings", config.maxPositions());
    node.put("tie_word_embeddings", config.tiedHead());
    node.put("sandwich_norm", config.sandwichNorm());
    node.put("torch_dtype", precision == Precision.F32 ? "float32" : "bfloat16");
    if (config.begin() >= 0) {
      node.put("bos_token_id", config.begin());
    }
    if (!config.end().isEmpty()) {
      config.end().forEach(node.putArray("eos_token_id")::add);
    }
    attention(node, config.attention(), config.architecture());
    experts(node, config);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
  }

  /// As a person writes it: 1.0E-5, not what a float of it widens to.
  private static double exact(float value) {
    return Double.parseDouble(Float.toString(value));
  }

  private static void attention(
      ObjectNode node, Attention attention, ModelConfig.Architecture architecture) {
    node.put("num_attention_heads", attention.heads());
    switch (attention) {
      case Attention.Grouped a -> {
        node.put("num_key_value_heads", a.groups());
        node.put("attention_bias", a.outputBias());
        node.put("qkv_bias", a.qkvBias());
        if (architecture == ModelConfig.Architecture.EMBEDDED) {
          node.put("head_dim", a.keyWidth());
          return;
        }
        node.put("qk_nope_dim", a.keyWidth() - a.rotated());
        node.put("qk_rope_dim", a.rotated());
        node.put("v_channels", a.valueWidth());
        node.put("param_sink_number", a.sinks());
        node.put("param_sink_with_value", a.sinkValues());
      }
      case Attention.Latent a -> {
        if (a.queryRank() > 0) {
          node.put("attention_q_lora_dim", a.queryRank());
        }
        node.put("attention_kv_lora_dim", a.latentRank());
        node.put("attention_qk_dim", a.plainWidth());
        node.put("attention_qk_rope_dim", a.rotated());
        node.put("attention_v_dim", a.valueWidth());
      }
    }
  }

  private static void experts(ObjectNode node, ModelConfig config) {
    if (config.architecture() == ModelConfig.Architecture.EMBEDDED) {
      return;
    }
    var dense = node.putArray("mlp_only_layers");
    for (int layer = 0; layer < config.layers(); layer++) {
      if (config.isDense(layer)) {
        dense.add(layer);
      }
    }
    Experts e = config.experts();
    if (e.count() > 0) {
      node.put("num_experts", e.count());
      node.put("num_experts_per_tok", e.chosen());
      node.put("moe_intermediate_size", e.width());
      node.put("shared_expert_intermediate_size", e.sharedWidth());
      node.put("norm_topk_prob", e.normalised());
      node.put("routed_scaling_factor", exact(e.scale()));
      node.put("router_enable_expert_bias", e.bias());
    }
  }
}
