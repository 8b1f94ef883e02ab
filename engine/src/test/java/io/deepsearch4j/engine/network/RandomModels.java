package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.RandomWeights;
import io.deepsearch4j.engine.checkpoint.WeightSource;
import io.deepsearch4j.engine.tensor.Precision;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/// Small models of all three architectures, with sizes that nobody chose.
final class RandomModels {
  private RandomModels() {}

  static ModelConfig.Architecture[] architectures() {
    return ModelConfig.Architecture.values();
  }

  static WeightSource weights(
      ModelConfig.Architecture architecture, Precision precision, long seed) {
    return RandomWeights.inMemory(config(architecture, seed), precision, seed);
  }

  static ModelConfig config(ModelConfig.Architecture architecture, long seed) {
    var random = new SplittableRandom(seed);
    String json =
        switch (architecture) {
          case V2 -> v2(random);
          case ULTRA -> ultra(random);
          case EMBEDDED -> embedded(random);
        };
    return ModelConfig.parse(json.getBytes(StandardCharsets.UTF_8), "random " + architecture);
  }

  private static String v2(SplittableRandom random) {
    int groups = random.nextInt(1, 4);
    int experts = random.nextInt(2, 12);
    return """
        {"architectures": ["PanguProMoEV2ForCausalLM"], "hidden_act": "silu",
         "hidden_size": %d, "num_hidden_layers": %d, "mlp_only_layers": [0],
         "num_attention_heads": %d, "num_key_value_heads": %d,
         "qk_nope_dim": %d, "qk_rope_dim": %d, "v_channels": %d,
         "param_sink_number": %d, "param_sink_with_value": %b,
         "intermediate_size": %d, "moe_intermediate_size": %d,
         "shared_expert_intermediate_size": %d, "num_experts": %d, "num_experts_per_tok": %d,
         "norm_topk_prob": %b, "router_enable_expert_bias": %b, "routed_scaling_factor": 1.5,
         "sandwich_norm": %b, "num_mtp_layers": 1, "rms_norm_eps": 1e-4, "rope_theta": 10000,
         "max_position_embeddings": 1024, "tie_word_embeddings": %b, "vocab_size": %d,
         "eos_token_id": 2}
        """
        .formatted(
            random.nextInt(9, 90),
            random.nextInt(1, 4),
            groups * random.nextInt(1, 6),
            groups,
            random.nextInt(0, 20),
            2 * random.nextInt(1, 9),
            random.nextInt(1, 30),
            random.nextInt(0, 80),
            random.nextBoolean(),
            random.nextInt(5, 100),
            random.nextInt(3, 70),
            random.nextInt(3, 70),
            experts,
            random.nextInt(1, experts + 1),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextInt(40, 200));
  }

  private static String ultra(SplittableRandom random) {
    int experts = random.nextInt(2, 12);
    return """
        {"architectures": ["PanguUltraMoEForCausalLM"], "hidden_act": "silu",
         "hidden_size": %d, "num_hidden_layers": %d, "num_dense_layers": 1,
         "num_attention_heads": %d, "attention_q_lora_dim": %d, "attention_kv_lora_dim": %d,
         "attention_qk_dim": %d, "attention_qk_rope_dim": %d, "attention_v_dim": %d,
         "intermediate_size": %d, "moe_intermediate_size": %d, "num_routed_experts": %d,
         "num_shared_experts": 1, "num_experts_per_tok": %d, "norm_topk_prob": %b,
         "routed_scaling_factor": 2.5, "sandwich_norm": true, "num_mtp_layers": 1,
         "rms_norm_eps": 1e-4, "rope_theta": 10000, "max_position_embeddings": 1024,
         "tie_word_embeddings": false, "vocab_size": %d, "eos_token_id": 2}
        """
        .formatted(
            random.nextInt(9, 90),
            random.nextInt(1, 4),
            random.nextInt(1, 7),
            random.nextInt(3, 40),
            random.nextInt(3, 40),
            random.nextInt(1, 20),
            2 * random.nextInt(1, 9),
            random.nextInt(1, 30),
            random.nextInt(5, 100),
            random.nextInt(3, 70),
            experts,
            random.nextInt(1, experts + 1),
            random.nextBoolean(),
            random.nextInt(40, 200));
  }

  private static String embedded(SplittableRandom random) {
    int groups = random.nextInt(1, 4);
    int heads = groups * random.nextInt(1, 5);
    return """
        {"architectures": ["PanguEmbeddedForCausalLM"], "hidden_act": "silu", "bias": %b,
         "hidden_size": %d, "num_hidden_layers": %d, "num_attention_heads": %d,
         "num_key_value_heads": %d, "head_dim": %d, "intermediate_size": %d,
         "rms_norm_eps": 1e-4, "rope_theta": 10000, "max_position_embeddings": 1024,
         "tie_word_embeddings": %b, "vocab_size": %d, "eos_token_id": 2}
        """
        .formatted(
            random.nextBoolean(),
            random.nextInt(9, 90),
            random.nextInt(1, 4),
            heads,
            groups,
            2 * random.nextInt(1, 20),
            random.nextInt(5, 100),
            random.nextBoolean(),
            random.nextInt(40, 200));
  }
}
