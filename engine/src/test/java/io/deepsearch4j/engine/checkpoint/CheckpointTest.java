package io.deepsearch4j.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.engine.checkpoint.SafetensorsWriter.Planned;
import io.deepsearch4j.engine.checkpoint.TensorSpec.Kind;
import io.deepsearch4j.engine.tensor.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  @TempDir Path folder;

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> Checkpoint.open(folder.resolve("nothing")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("is no folder");
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("holds neither model.ds4j nor config.json");
  }

  @Test
  void saysThatWeightsAreMissing() throws IOException {
    Files.copy(Reference.folder("v2-tiny").resolve("config.json"), folder.resolve("config.json"));

    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("model.safetensors is missing");
  }

  @Test
  void takesSplitQueriesKeysAndValues() {
    rewrite(
        (plan, values) -> {
          for (int layer = 0; layer < 4; layer++) {
            String at = "model.layers." + layer + ".self_attn.";
            float[] all = values.remove(at + "qkv_proj.weight");
            plan.removeIf(one -> one.name().equals(at + "qkv_proj.weight"));
            int[] rows = {0, 192, 240, 272};
            String[] names = {"q_proj", "k_proj", "v_proj"};
            for (int part = 0; part < 3; part++) {
              String name = at + names[part] + ".weight";
              plan.add(new Planned(name, List.of(rows[part + 1] - rows[part], 48), Precision.F32));
              values.put(name, Arrays.copyOfRange(all, rows[part] * 48, rows[part + 1] * 48));
            }
          }
        });

    try (var checkpoint = Checkpoint.open(folder)) {
      var attention = (ModelConfig.Attention.Grouped) checkpoint.config().attention();
      assertThat(attention.fused()).isFalse();
      assertThat(checkpoint.weights().matrix("model.layers.0.self_attn.k_proj.weight").rows())
          .isEqualTo(48);
    }
  }

  @Test
  void takesTheExpertBiasUnderTheGate() {
    rewrite(
        (plan, values) -> {
          for (int layer = 1; layer < 4; layer++) {
            String at = "model.layers." + layer + ".mlp.";
            rename(
                plan, values, at + "e_score_correction_bias", at + "gate.e_score_correction_bias");
          }
        });

    try (var checkpoint = Checkpoint.open(folder)) {
      assertThat(checkpoint.weights().vector("model.layers.1.mlp.e_score_correction_bias"))
          .hasSize(10);
    }
  }

  @Test
  void takesBiasesThatTheConfigurationDoesNotMention() {
    rewrite(
        (plan, values) -> {
          for (int layer = 0; layer < 4; layer++) {
            String name = "model.layers." + layer + ".self_attn.o_proj.bias";
            plan.add(new Planned(name, List.of(48), Precision.F32));
            values.put(name, new float[48]);
          }
        });

    try (var checkpoint = Checkpoint.open(folder)) {
      assertThat(((ModelConfig.Attention.Grouped) checkpoint.config().attention()).outputBias())
          .isTrue();
    }
  }

  @Test
  void runsWithoutMtpLayersThatWereLeftOut() {
    rewrite((plan, values) -> plan.removeIf(one -> one.name().startsWith("model.layers.3.")));

    try (var checkpoint = Checkpoint.open(folder)) {
      assertThat(checkpoint.config().mtpLayers()).isZero();
    }
  }

  @Test
  void refusesHalfAnMtpLayer() {
    rewrite(
        (plan, values) -> plan.removeIf(one -> one.name().equals("model.layers.3.eh_proj.weight")));

    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("model.layers.3.eh_proj.weight is missing");
  }

  @Test
  void namesAtMostTenProblems() {
    rewrite((plan, values) -> plan.removeIf(one -> one.name().contains(".experts.")));

    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(
            "model.layers.1.mlp.experts.3.gate_proj.weight is missing, and 80 more");
  }

  @Test
  void findsWeightsThatAreNoNumbersWhenAsked() {
    rewrite(
        (plan, values) -> values.getOrDefault("model.norm.weight", new float[8])[7] = Float.NaN);

    try (var checkpoint = Checkpoint.open(folder)) {
      assertThatThrownBy(() -> checkpoint.scan(Progress.NONE))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("model.norm.weight, element 7 is NaN");
    }
  }

  @Test
  void loadsWhatItIsAskedFor() {
    var last = new long[2];
    try (var checkpoint = Checkpoint.open(Reference.folder("v2-tiny"))) {
      Checkpoint.load(
          checkpoint.weights(),
          spec -> spec.kind() != Kind.EXPERT,
          (done, total) -> {
            last[0] = done;
            last[1] = total;
          });
    }
    assertThat(last[0]).isPositive().isEqualTo(last[1]);
  }

  @Test
  void readsHowItsMakersWantItSampled() throws IOException {
    Reference.copy("v2-tiny", folder);
    Files.writeString(
        folder.resolve("generation_config.json"),
        "{\"do_sample\": true, \"temperature\": 1.0, \"top_p\": 0.8, \"top_k\": -1, \"top_n_sigma\": 0.05}");

    try (var checkpoint = Checkpoint.open(folder)) {
      assertThat(checkpoint.generationDefaults())
          .isEqualTo(new GenerationDefaults(true, 1, 0.8, 0, 0, 0.05, 1));
    }
  }

  /// Writes the V2 reference model anew with some changes.
  private void rewrite(BiConsumer<List<Planned>, Map<String, float[]>> change) {
    var plan = new ArrayList<Planned>();
    var values = new HashMap<String, float[]>();
    Path from = Reference.folder("v2-tiny");
    try (var file = Safetensors.open(from.resolve("model.safetensors"))) {
      for (String name : file.names()) {
        plan.add(new Planned(name, file.shape(name), Precision.F32));
        values.put(name, file.floats(name));
      }
      Files.copy(from.resolve("config.json"), folder.resolve("config.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    change.accept(plan, values);
    SafetensorsWriter.write(
        folder.resolve("model.safetensors"), plan, name -> values.getOrDefault(name, new float[0]));
  }

  private static void rename(
      List<Planned> plan, Map<String, float[]> values, String from, String to) {
    plan.replaceAll(
        one -> one.name().equals(from) ? new Planned(to, one.shape(), one.precision()) : one);
    values.put(to, values.remove(from));
  }
}
