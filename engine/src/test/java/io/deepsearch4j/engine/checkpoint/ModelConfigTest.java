package io.deepsearch4j.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.engine.checkpoint.ModelConfig.Architecture;
import io.deepsearch4j.engine.checkpoint.ModelConfig.Attention;
import io.deepsearch4j.engine.checkpoint.ModelConfig.Experts;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ModelConfigTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void readsTheConfigurationOfR72b() {
    var config = Reference.published("openpangu-r-72b");

    assertThat(config.architecture()).isEqualTo(Architecture.V2);
    assertThat(config.attention())
        .isEqualTo(new Attention.Grouped(64, 4, 192, 128, 64, true, true, 128, true, false, false));
    assertThat(config.experts()).isEqualTo(new Experts(80, 8, 1280, 2560, true, 2.5f, true));
    assertThat(config.denseLayers()).isEqualTo(Set.of(0, 1, 2, 3));
    assertThat(config.rotationBase()).isEqualTo(25_600_000);
    assertThat(config.interleaved()).isTrue();
    assertThat(config.end()).containsExactly(45892);
  }

  @Test
  void readsTheConfigurationOfUltra() {
    var config = Reference.published("openpangu-ultra-moe-718b");

    assertThat(config.architecture()).isEqualTo(Architecture.ULTRA);
    assertThat(config.attention()).isEqualTo(new Attention.Latent(128, 1536, 512, 128, 64, 128));
    assertThat(config.experts()).isEqualTo(new Experts(256, 8, 2048, 2048, true, 2.5f, false));
    assertThat(config.denseLayers()).isEqualTo(Set.of(0, 1, 2));
    assertThat(config.begin()).isEqualTo(-1);
  }

  @Test
  void readsTheConfigurationOfEmbedded() {
    var config = Reference.published("openpangu-embedded-1b");

    assertThat(config.attention())
        .isEqualTo(new Attention.Grouped(12, 6, 128, 128, 128, false, false, 0, false, true, true));
    assertThat(config.interleaved()).isFalse();
    assertThat(config.tiedHead()).isTrue();
    assertThat(config.isDense(25)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "num_routed_experts, n_routed_experts",
    "num_shared_experts, n_shared_experts",
    "num_dense_layers, first_k_dense_replace",
    "num_mtp_layers, num_nextn_predict_layers",
    "attention_q_lora_dim, q_lora_rank",
    "attention_kv_lora_dim, kv_lora_rank",
    "attention_qk_dim, qk_nope_head_dim",
    "attention_qk_rope_dim, qk_rope_head_dim",
    "attention_v_dim, v_head_dim"
  })
  void acceptsOtherSpellings(String vendor, String other) {
    var fields = fields("openpangu-ultra-moe-718b");
    fields.set(other, fields.remove(vendor));

    assertThat(parse(fields)).isEqualTo(Reference.published("openpangu-ultra-moe-718b"));
  }

  @Test
  void takesTheFirstSpellingThatIsSet() {
    var fields = fields("openpangu-r-72b");
    fields.put("n_routed_experts", 7).putNull("num_dense_layers");

    assertThat(parse(fields)).isEqualTo(Reference.published("openpangu-r-72b"));
  }

  @Test
  void prefersTheOverridingBiasOfQueriesKeysAndValues() {
    var fields = fields("openpangu-embedded-7b").put("qkv_bias", false);

    var attention = (Attention.Grouped) parse(fields).attention();

    assertThat(attention.qkvBias()).isFalse();
    assertThat(attention.outputBias()).isTrue();
  }

  @Test
  void findsTheRotationBaseWhereverItIs() {
    var fields = fields("openpangu-embedded-7b");
    fields.remove("rope_theta");
    assertThat(parse(fields).rotationBase()).isEqualTo(10_000);

    fields.putObject("rope_parameters").put("rope_theta", 500_000);
    assertThat(parse(fields).rotationBase()).isEqualTo(500_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "param_sink_scalar",
        "param_sink_of_head_num",
        "rope_scaling",
        "use_mome",
        "use_mhc",
        "index_topk",
        "sliding_window",
        "sliding_window_list",
        "swa_layers",
        "quantization_config"
      })
  void refusesOtherVariantsByName(String field) {
    var fields = fields("openpangu-r-72b");
    fields.putNull(field);
    assertThat(parse(fields)).isEqualTo(Reference.published("openpangu-r-72b"));

    fields.put(field, 1);
    assertThatThrownBy(() -> parse(fields))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("config.json: " + field + " is 1, but");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "architectures|[\"PanguV2MoEForCausalLM\"]",
        "architectures|null",
        "hidden_act|\"gelu\"",
        "hidden_size|0",
        "hidden_size|4608.5",
        "hidden_size|\"4608\"",
        "hidden_size|99999999999999999999",
        "num_attention_heads|63",
        "num_key_value_heads|0",
        "num_experts_per_tok|81",
        "num_experts|null",
        "qk_rope_dim|63",
        "rms_norm_eps|0",
        "rms_norm_eps|1e999999",
        "rope_theta|-1",
        "eos_token_id|153600",
        "mlp_only_layers|[50]",
        "norm_topk_prob|1",
        "num_hidden_layers|1000000000",
        "routed_scaling_factor|0"
      })
  void namesTheFieldThatIsWrong(String field, String value) {
    var fields = fields("openpangu-r-72b");
    fields.set(field, JSON.readTree(value));

    assertThatThrownBy(() -> parse(fields))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("config.json")
        .hasMessageContaining(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{} {}",
        "{\"vocab_size\": 1, \"vocab_size\": 2}",
        "\u0000\u0001",
        "{\"a\": NaN}"
      })
  void refusesWhatIsNoObject(String text) {
    assertThatThrownBy(
            () -> ModelConfig.parse(text.getBytes(StandardCharsets.UTF_8), "config.json"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("config.json");
  }

  @Test
  void neverFailsOtherwiseHoweverAFileIsDamaged() {
    var random = new Random(11);
    int refused = 0;
    for (int round = 0; round < 3000; round++) {
      byte[] damaged = fields("openpangu-r-72b").toString().getBytes(StandardCharsets.UTF_8);
      for (int flips = random.nextInt(3); flips >= 0; flips--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        assertThat(ModelConfig.parse(damaged, "config.json").layers()).isPositive();
      } catch (CheckpointException e) {
        assertThat(e).hasMessageContaining("config.json");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }

  @Test
  void refusesDeepNesting() {
    String text = "{\"a\":" + "[".repeat(100_000);

    assertThatThrownBy(
            () -> ModelConfig.parse(text.getBytes(StandardCharsets.UTF_8), "config.json"))
        .isInstanceOf(CheckpointException.class);
  }

  @Test
  void refusesAHugeFileWithoutReadingIt(@TempDir Path folder) throws IOException {
    try (var file = new RandomAccessFile(folder.resolve("config.json").toFile(), "rw")) {
      file.setLength(2L << 30);
    }

    assertThatThrownBy(() -> ModelConfig.read(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("longer than 1048576 bytes");
  }

  @Test
  void saysWhichFileIsMissing(@TempDir Path folder) {
    assertThatThrownBy(() -> ModelConfig.read(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("config.json is missing");
  }

  @Test
  void letsTheGenerationFileAddTokensThatEndAReply(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("config.json"), fields("openpangu-r-72b").toString());
    Files.writeString(
        folder.resolve("generation_config.json"),
        "{\"bos_token_id\": 0, \"eos_token_id\": [45892, 2]}");

    var config = ModelConfig.read(folder);

    assertThat(config.end()).containsExactly(45892, 2);
    assertThat(config.begin()).isEqualTo(1);
  }

  private static ObjectNode fields(String published) {
    return (ObjectNode)
        JSON.readTree(Reference.bytes(Reference.folder("configs").resolve(published + ".json")));
  }

  private static ModelConfig parse(ObjectNode fields) {
    return ModelConfig.parse(fields.toString().getBytes(StandardCharsets.UTF_8), "config.json");
  }
}
