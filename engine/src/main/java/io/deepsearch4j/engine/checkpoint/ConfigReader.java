package io.deepsearch4j.engine.checkpoint;

import io.deepsearch4j.engine.checkpoint.ModelConfig.Architecture;
import io.deepsearch4j.engine.checkpoint.ModelConfig.Attention;
import io.deepsearch4j.engine.checkpoint.ModelConfig.Experts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Reads `config.json`, in all spellings that releases, copies of them and converters use.
///
/// The limits are far beyond every release; they keep products of sizes within a `long`.
final class ConfigReader {
  static final int LONGEST_FILE = 1 << 20;
  static final String GENERATION = "generation_config.json";
  private static final int WIDEST = 1 << 20;
  private static final int MOST_HEADS = 1 << 14;
  private static final int MOST_ROWS = 1 << 26;
  private static final int MOST_EXPERTS_OF_ALL_LAYERS = 1 << 17;
  private static final List<String> UNKNOWN_VARIANTS =
      List.of(
          "param_sink_scalar",
          "param_sink_of_head_num",
          "rope_scaling",
          "use_mome",
          "use_mhc",
          "index_topk",
          "swa_layers");

  private final ConfigFields fields;

  private ConfigReader(ConfigFields fields) {
    this.fields = fields;
  }

  /// The configuration of a model folder; `generation_config.json` may add tokens that end a reply.
  static ModelConfig read(Path folder) {
    Path file = folder.resolve("config.json");
    return withGenerationEnds(
        parse(JsonInput.bytes(file, LONGEST_FILE), file.toString()), folder.resolve(GENERATION));
  }

  static ModelConfig withGenerationEnds(ModelConfig config, Path file) {
    if (!Files.exists(file)) {
      return config;
    }
    var fields =
        new ConfigFields(
            file.toString(),
            JsonInput.object(JsonInput.bytes(file, LONGEST_FILE), file.toString()));
    var ends = new LinkedHashSet<>(config.end());
    ends.addAll(fields.wholes(0, config.vocabulary() - 1, "eos_token_id"));
    return config.withEnd(List.copyOf(ends));
  }

  static ModelConfig parse(byte[] json, String file) {
    return new ConfigReader(new ConfigFields(file, JsonInput.object(json, file))).config();
  }

  private ModelConfig config() {
    Architecture architecture = architecture();
    refuseVariants();
    int layers = fields.whole(1, 1 << 10, "num_hidden_layers");
    int vocabulary = fields.whole(1, 1 << 24, "vocab_size");
    int mtpLayers = fields.wholeOr(0, 0, 16, "num_mtp_layers", "num_nextn_predict_layers");
    boolean embedded = architecture == Architecture.EMBEDDED;
    Experts experts = embedded ? Experts.NONE : experts(layers + mtpLayers);
    Set<Integer> dense = embedded ? all(layers) : denseLayers(layers);
    if (experts.count() == 0 && dense.size() < layers) {
      throw fields.problem("num_experts is missing although layers with experts are asked for");
    }
    if (embedded && mtpLayers > 0) {
      throw fields.problem(
          "num_mtp_layers is %d, but %s has no such layers"
              .formatted(mtpLayers, architecture.published()));
    }
    return new ModelConfig(
        architecture,
        vocabulary,
        fields.whole(1, WIDEST, "hidden_size"),
        layers,
        mtpLayers,
        attention(architecture),
        fields.whole(1, WIDEST, "intermediate_size"),
        dense,
        experts,
        fields.flag(false, "sandwich_norm"),
        (float) fields.number(1e-30, 1, "rms_norm_eps"),
        rotationBase(),
        fields.flag(!embedded, "rope_interleave"),
        fields.whole(1, 1 << 30, "max_position_embeddings"),
        fields.flag(false, "tie_word_embeddings"),
        fields.wholeOr(-1, 0, vocabulary - 1, "bos_token_id"),
        fields.wholes(0, vocabulary - 1, "eos_token_id"));
  }

  private Architecture architecture() {
    List<String> names = fields.texts("architectures");
    for (Architecture architecture : Architecture.values()) {
      if (names.equals(List.of(architecture.published()))) {
        return architecture;
      }
    }
    throw fields.problem(
        "architectures is %s and must be one of %s"
            .formatted(
                names,
                Arrays.stream(Architecture.values())
                    .map(Architecture::published)
                    .collect(Collectors.joining(", "))));
  }

  private void refuseVariants() {
    for (String name : UNKNOWN_VARIANTS) {
      fields.refuse(name, "this variant is not supported");
    }
    fields.refuseBeginning("sliding_window", "sliding windows are not supported");
    fields.refuse("quantization_config", "quantised releases are not supported");
    String activation = fields.text("silu", "hidden_act");
    if (!activation.equals("silu")) {
      throw fields.problem("hidden_act is \"" + activation + "\" and must be \"silu\"");
    }
    String rotation = fields.inner("rope_parameters").text("default", "rope_type");
    if (!rotation.equals("default")) {
      throw fields.problem(
          "rope_parameters.rope_type is \"" + rotation + "\" and must be \"default\"");
    }
    if (fields.wholeOr(1, 0, 1 << 14, "n_group") > 1) {
      throw fields.problem("n_group is above 1, but groups of experts are not supported");
    }
  }

  private double rotationBase() {
    if (fields.has("rope_theta")) {
      return fields.number(1, 1e15, "rope_theta");
    }
    return fields.inner("rope_parameters").numberOr(10_000, 1, 1e15, "rope_theta");
  }

  private Attention attention(Architecture architecture) {
    return switch (architecture) {
      case V2 -> withSinks();
      case ULTRA -> latent();
      case EMBEDDED -> plain();
    };
  }

  private Attention withSinks() {
    int heads = heads();
    int rotated = rotated("qk_rope_dim");
    int keyWidth = fields.whole(0, WIDEST, "qk_nope_dim") + rotated;
    boolean bias = fields.flag(false, "attention_bias", "bias");
    int sinks = fields.wholeOr(0, 0, 1 << 16, "param_sink_number");
    return checked(
        new Attention.Grouped(
            heads,
            groups(heads),
            keyWidth,
            fields.whole(1, WIDEST, "v_channels"),
            rotated,
            true,
            true,
            sinks,
            sinks > 0 && fields.flag(false, "param_sink_with_value"),
            fields.flag(bias, "qkv_bias"),
            bias));
  }

  private Attention plain() {
    refuseSinks();
    int heads = heads();
    int headWidth = fields.wholeOr(0, 1, WIDEST, "head_dim");
    if (headWidth == 0) {
      int width = fields.whole(1, WIDEST, "hidden_size");
      headWidth = width / heads;
      if (headWidth * heads != width) {
        throw fields.problem(
            "hidden_size %d is no multiple of num_attention_heads %d".formatted(width, heads));
      }
    }
    if (headWidth % 2 != 0) {
      throw fields.problem("the head width is " + headWidth + " and must be even to rotate");
    }
    boolean bias = fields.flag(false, "attention_bias", "bias");
    return checked(
        new Attention.Grouped(
            heads,
            groups(heads),
            headWidth,
            headWidth,
            headWidth,
            false,
            false,
            0,
            false,
            fields.flag(bias, "qkv_bias"),
            bias));
  }

  private Attention latent() {
    refuseSinks();
    return checked(
        new Attention.Latent(
            heads(),
            fields.wholeOr(0, 1, WIDEST, "attention_q_lora_dim", "q_lora_rank"),
            fields.whole(1, WIDEST, "attention_kv_lora_dim", "kv_lora_rank"),
            fields.whole(1, WIDEST, "attention_qk_dim", "qk_nope_head_dim"),
            rotated("attention_qk_rope_dim", "qk_rope_head_dim"),
            fields.whole(1, WIDEST, "attention_v_dim", "v_head_dim")));
  }

  private void refuseSinks() {
    if (fields.wholeOr(0, 0, 1 << 16, "param_sink_number") > 0) {
      throw fields.problem("param_sink_number is set, but this architecture has no sinks");
    }
  }

  private Attention checked(Attention attention) {
    long rows = (long) attention.heads() * ((long) attention.keyWidth() + attention.valueWidth());
    if (rows > MOST_ROWS) {
      throw fields.problem(
          "the heads of a layer are %d wide altogether, more than %d".formatted(rows, MOST_ROWS));
    }
    return attention;
  }

  private int heads() {
    return fields.whole(1, MOST_HEADS, "num_attention_heads");
  }

  private int groups(int heads) {
    int groups = fields.wholeOr(heads, 1, MOST_HEADS, "num_key_value_heads");
    if (heads % groups != 0) {
      throw fields.problem(
          "num_attention_heads %d is no multiple of num_key_value_heads %d"
              .formatted(heads, groups));
    }
    return groups;
  }

  private int rotated(String... names) {
    int rotated = fields.whole(2, WIDEST, names);
    if (rotated % 2 != 0) {
      throw fields.problem(names[0] + " is " + rotated + " and must be even");
    }
    return rotated;
  }

  private Experts experts(int layers) {
    int count =
        fields.wholeOr(0, 0, 1 << 14, "num_experts", "num_routed_experts", "n_routed_experts");
    if (count == 0) {
      return Experts.NONE;
    }
    if ((long) count * layers > MOST_EXPERTS_OF_ALL_LAYERS) {
      throw fields.problem(
          "%d experts in %d layers are more than %d"
              .formatted(count, layers, MOST_EXPERTS_OF_ALL_LAYERS));
    }
    int width = fields.whole(1, WIDEST, "moe_intermediate_size");
    int shared = fields.wholeOr(0, 0, 1 << 10, "num_shared_experts", "n_shared_experts");
    int sharedWidth = // at most 2^30
        fields.wholeOr(shared * width, 0, WIDEST, "shared_expert_intermediate_size");
    return new Experts(
        count,
        fields.whole(1, count, "num_experts_per_tok"),
        width,
        sharedWidth,
        fields.flag(true, "norm_topk_prob"),
        (float) fields.numberOr(1, 1e-6, 1e6, "routed_scaling_factor"),
        fields.flag(false, "router_enable_expert_bias"));
  }

  private Set<Integer> denseLayers(int layers) {
    int first = fields.wholeOr(-1, 0, layers, "num_dense_layers", "first_k_dense_replace");
    return first >= 0 ? all(first) : new TreeSet<>(fields.wholes(0, layers - 1, "mlp_only_layers"));
  }

  private static Set<Integer> all(int layers) {
    var all = new TreeSet<Integer>();
    for (int layer = 0; layer < layers; layer++) {
      all.add(layer);
    }
    return all;
  }
}
