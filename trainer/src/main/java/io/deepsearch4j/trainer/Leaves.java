package io.deepsearch4j.trainer;

import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.TensorSpec;
import io.deepsearch4j.trainer.Leaf.Layout;
import io.deepsearch4j.trainer.Leaf.Part;
import io.deepsearch4j.trainer.Leaf.Rule;
import io.deepsearch4j.trainer.ModelDesign.HeadNorm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// All arrays of a design: the published tensors, joined where one product does for several.
///
/// Left out are the biases of the router, which balancing moves, and the layers for multi-token
/// prediction, which are not trained.
final class Leaves {
  static final String EMBEDDING = "model.embed_tokens.weight";
  static final String NORM = "model.norm.weight";
  static final String HEAD = "lm_head.weight";
  static final String EXPERT_BIAS = "mlp.e_score_correction_bias";

  private final ModelConfig config;
  private final Map<String, TensorSpec> specs = new LinkedHashMap<>();
  private final List<Leaf> leaves = new ArrayList<>();

  private Leaves(ModelConfig config) {
    this.config = config;
    config.tensors().forEach(spec -> specs.put(spec.name(), spec));
  }

  static List<Leaf> of(ModelDesign design) {
    return new Leaves(design.config()).list(design.headNorm() == HeadNorm.QUERIES_AND_KEYS);
  }

  static String layer(int layer) {
    return "model.layers." + layer + ".";
  }

  private List<Leaf> list(boolean queryNorm) {
    single(EMBEDDING);
    for (int layer = 0; layer < config.layers(); layer++) {
      String at = layer(layer);
      attention(at + "self_attn.");
      if (queryNorm) {
        int width = config.attention().keyWidth();
        String name = at + "self_attn.q_layernorm.weight";
        leaves.add(
            new Leaf(
                name, List.of(width), List.of(new Part(name, 1, width)), Layout.ROWS, Rule.ADAM));
      }
      if (config.isDense(layer)) {
        joined(at + "mlp.gate_up", at + "mlp.gate_proj.weight", at + "mlp.up_proj.weight");
      } else {
        experts(at + "mlp.");
      }
      for (String name : List.copyOf(specs.keySet())) {
        if (name.startsWith(at) && !name.endsWith(EXPERT_BIAS)) {
          single(name);
        }
      }
    }
    single(NORM);
    if (!config.tiedHead()) {
      single(HEAD);
    }
    return List.copyOf(leaves);
  }

  private void attention(String at) {
    if (specs.containsKey(at + "q_proj.weight") && specs.containsKey(at + "k_proj.weight")) {
      joined(
          at + "qkv_proj.weight", at + "q_proj.weight", at + "k_proj.weight", at + "v_proj.weight");
      if (specs.containsKey(at + "q_proj.bias")) {
        joined(at + "qkv_proj.bias", at + "q_proj.bias", at + "k_proj.bias", at + "v_proj.bias");
      }
    }
  }

  private void experts(String at) {
    int experts = config.experts().count();
    int inner = config.experts().width();
    int width = config.width();
    var pairs = new ArrayList<Part>();
    var downs = new ArrayList<Part>();
    for (int expert = 0; expert < experts; expert++) {
      String name = at + "experts." + expert + ".";
      pairs.add(part(name + "gate_proj.weight"));
      pairs.add(part(name + "up_proj.weight"));
      downs.add(part(name + "down_proj.weight"));
    }
    leaves.add(
        new Leaf(
            at + "experts.gate_up",
            List.of(experts * width, 2 * inner),
            pairs,
            Layout.TRANSPOSED_PAIRS,
            Rule.MUON));
    leaves.add(
        new Leaf(
            at + "experts.down",
            List.of(experts * inner, width),
            downs,
            Layout.TRANSPOSED,
            Rule.MUON));
    if (config.experts().sharedWidth() > 0) {
      String shared = at + "shared_experts.";
      joined(shared + "gate_up", shared + "gate_proj.weight", shared + "up_proj.weight");
    }
  }

  private void single(String name) {
    TensorSpec spec = spec(name);
    leaves.add(new Leaf(name, spec.shape(), List.of(part(name)), Layout.ROWS, rule(spec)));
  }

  private void joined(String name, String... names) {
    TensorSpec first = spec(names[0]);
    Rule rule = rule(first);
    List<Part> parts = new ArrayList<>();
    boolean matrix = first.isMatrix();
    for (String each : names) {
      parts.add(part(each));
    }
    int total =
        matrix
            ? parts.stream().mapToInt(Part::rows).sum()
            : parts.stream().mapToInt(Part::columns).sum();
    leaves.add(
        new Leaf(
            name,
            matrix ? List.of(total, parts.getFirst().columns()) : List.of(total),
            parts,
            Layout.ROWS,
            rule));
  }

  private Part part(String name) {
    TensorSpec spec = spec(name);
    specs.remove(name);
    return spec.isMatrix()
        ? new Part(name, spec.rows(), spec.columns())
        : new Part(name, 1, Math.toIntExact(spec.elements()));
  }

  private TensorSpec spec(String name) {
    return Objects.requireNonNull(specs.get(name), name);
  }

  private static Rule rule(TensorSpec spec) {
    return switch (spec.kind()) {
      case EMBEDDING, HEAD, ROUTER -> Rule.ADAM_DECAYED;
      case MATRIX, EXPERT -> Rule.MUON;
      case SMALL -> Rule.ADAM;
    };
  }
}
