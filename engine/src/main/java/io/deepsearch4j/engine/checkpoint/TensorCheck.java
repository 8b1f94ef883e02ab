package io.deepsearch4j.engine.checkpoint;

import io.deepsearch4j.engine.checkpoint.ModelConfig.Attention;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compares the tensors that files hold with those that a configuration asks for.
final class TensorCheck {
  private static final int MOST_NAMED = 10;
  private static final String BIAS_UNDER_GATE = ".mlp.gate.e_score_correction_bias";
  private static final String BIAS = ".mlp.e_score_correction_bias";

  private TensorCheck() {}

  /// The name that this program uses for a published one.
  static String canonical(String published) {
    return published.endsWith(BIAS_UNDER_GATE)
        ? published.substring(0, published.length() - BIAS_UNDER_GATE.length()) + BIAS
        : published;
  }

  /// The configuration with what it leaves open settled by the names in the files: whether query,
  /// key and value are one matrix, whether there are biases it does not mention, and whether the
  /// MTP layers were left out.
  static ModelConfig settle(ModelConfig config, Set<String> names) {
    ModelConfig settled = config;
    if (config.mtpLayers() > 0
        && names.stream().noneMatch(name -> layerOf(name) >= config.layers())) {
      settled = settled.withoutMtp();
    }
    return switch (config.attention()) {
      case Attention.Latent _ -> settled;
      case Attention.Grouped a -> settled.withAttention(settle(a, names));
    };
  }

  private static Attention.Grouped settle(Attention.Grouped a, Set<String> names) {
    String at = ModelTensors.layer(0) + "self_attn.";
    boolean fused =
        names.contains(at + "qkv_proj.weight")
            || (a.fused() && !names.contains(at + "q_proj.weight"));
    return new Attention.Grouped(
        a.heads(),
        a.groups(),
        a.keyWidth(),
        a.valueWidth(),
        a.rotated(),
        fused,
        a.keyNorm(),
        a.sinks(),
        a.sinkValues(),
        a.qkvBias() || names.contains(at + (fused ? "qkv_proj.bias" : "q_proj.bias")),
        a.outputBias() || names.contains(at + "o_proj.bias"));
  }

  /// Fails with the first problems, in one sentence.
  ///
  /// @param shapes of all tensors in the files, by canonical name
  /// @param place what holds them, for the message
  static void check(ModelConfig config, Map<String, List<Integer>> shapes, String place) {
    var problems = new ArrayList<String>();
    var wanted = new HashSet<String>();
    for (TensorSpec spec : config.tensors()) {
      wanted.add(spec.name());
      List<Integer> shape = shapes.get(spec.name());
      if (shape == null) {
        problems.add(spec.name() + " is missing");
      } else if (!shape.equals(spec.shape())) {
        problems.add("%s is %s instead of %s".formatted(spec.name(), shape, spec.shape()));
      }
    }
    for (String name : shapes.keySet()) {
      if (!wanted.contains(name) && !isIgnored(name, config)) {
        problems.add(SafetensorsHeader.shown(name) + " is not part of such a model");
      }
    }
    if (problems.isEmpty()) {
      return;
    }
    String more =
        problems.size() > MOST_NAMED ? ", and " + (problems.size() - MOST_NAMED) + " more" : "";
    throw new CheckpointException(
        "the tensors of %s are not those of its config.json: %s%s; download the missing files or the right config.json"
            .formatted(
                place,
                String.join(", ", problems.subList(0, Math.min(MOST_NAMED, problems.size()))),
                more));
  }

  /// Tensors that releases carry and nobody needs.
  static boolean isIgnored(String name, ModelConfig config) {
    if (name.endsWith("rotary_emb.inv_freq")) {
      return true;
    }
    if (name.equals(ModelTensors.HEAD)) {
      return config.tiedHead();
    }
    if (layerOf(name) < config.layers()) {
      return false;
    }
    return config.mtpLayers() == 0
        || name.endsWith(".embed_tokens.weight")
        || name.endsWith(".shared_head.head.weight");
  }

  /// The layer of a tensor; -1 when it belongs to none.
  private static int layerOf(String name) {
    String beginning = "model.layers.";
    int dot = name.indexOf('.', beginning.length());
    if (!name.startsWith(beginning) || dot < 0 || dot > beginning.length() + 5) {
      return -1;
    }
    int layer = 0;
    for (char c : name.substring(beginning.length(), dot).toCharArray()) {
      if (c < '0' || c > '9') {
        return -1;
      }
      layer = layer * 10 + c - '0';
    }
    return layer;
  }
}
