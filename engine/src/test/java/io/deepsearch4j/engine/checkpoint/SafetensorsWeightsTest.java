package io.deepsearch4j.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.engine.tensor.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsWeightsTest {
  @ParameterizedTest
  @ValueSource(strings = {"v2-tiny", "ultra-tiny", "embedded-tiny"})
  void opensTheReferenceModels(String model) {
    try (var checkpoint = Checkpoint.open(Reference.folder(model))) {
      var weights = checkpoint.weights();

      for (TensorSpec spec : checkpoint.config().tensors()) {
        assertThat(weights.has(spec.name())).isTrue();
        if (spec.isMatrix()) {
          var matrix = weights.matrix(spec.name());
          assertThat(matrix.rows()).isEqualTo(spec.rows());
          assertThat(matrix.columns()).isEqualTo(spec.columns());
          assertThat(matrix.precision())
              .isEqualTo(model.equals("v2-tiny") ? Precision.F32 : Precision.BF16);
        } else {
          assertThat(weights.vector(spec.name())).hasSize((int) spec.elements());
        }
      }
    }
  }

  @Test
  void ignoresMtpLayersThatAreOff(@TempDir Path folder) throws IOException {
    Reference.copy("v2-tiny", folder);
    Files.writeString(
        folder.resolve("config.json"),
        Files.readString(folder.resolve("config.json"))
            .replace("\"num_mtp_layers\": 1", "\"num_mtp_layers\": 0"));

    try (var checkpoint = Checkpoint.open(folder)) {
      assertThat(checkpoint.config().mtpLayers()).isZero();
      assertThat(checkpoint.weights().has("model.layers.2.input_layernorm.weight")).isTrue();
    }
  }

  @Test
  void listsTheTensorsThatDoNotFit(@TempDir Path folder) throws IOException {
    Reference.copy("v2-tiny", folder);
    Files.writeString(
        folder.resolve("config.json"),
        Files.readString(folder.resolve("config.json"))
            .replace("\"intermediate_size\": 96", "\"intermediate_size\": 95")
            .replace(
                "\"router_enable_expert_bias\": true", "\"router_enable_expert_bias\": false"));

    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("model.layers.0.mlp.gate_proj.weight is [96, 48] instead of [95, 48]")
        .hasMessageContaining("e_score_correction_bias is not part of such a model");
  }

  @Test
  void saysThatAShardIsMissing(@TempDir Path folder) throws IOException {
    Reference.copy("ultra-tiny", folder);
    Files.delete(folder.resolve("model-00002-of-00003.safetensors"));

    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("model-00002-of-00003.safetensors is missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../x.safetensors", "/etc/x.safetensors", "a/b.safetensors", "..", "x.bin"})
  void refusesShardsOutsideTheFolder(String shard, @TempDir Path folder) throws IOException {
    Reference.copy("ultra-tiny", folder);
    Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        "{\"weight_map\": {\"model.norm.weight\": \"" + shard + "\"}}");

    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(shard);
  }

  @Test
  void saysThatAFileIsTruncated(@TempDir Path folder) throws IOException {
    Reference.copy("embedded-tiny", folder);
    Path file = folder.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));

    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("model.safetensors is truncated");
  }
}
