package io.deepsearch4j.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepsearch4j.engine.tensor.Precision;
import io.deepsearch4j.engine.tensor.ScalarKernels;
import io.deepsearch4j.engine.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RandomWeightsTest {
  /// The vocabulary makes tensors that are written in several pieces, the last of them odd.
  private static final byte[] CONFIG =
      new String(
              Reference.bytes(Reference.folder("v2-tiny").resolve("config.json")),
              StandardCharsets.UTF_8)
          .replace("\"vocab_size\": 288", "\"vocab_size\": 180001")
          .getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @EnumSource
  void makesTheSameWeightsInAFileAndInMemory(Precision precision, @TempDir Path folder) {
    RandomWeights.write(CONFIG, folder, precision, 5, Progress.NONE);

    try (var file = Checkpoint.open(folder);
        var memory =
            RandomWeights.inMemory(ModelConfig.parse(CONFIG, "config.json"), precision, 5)) {
      for (TensorSpec spec : file.config().tensors()) {
        if (spec.isMatrix()) {
          assertThat(
                  file.weights()
                      .matrix(spec.name())
                      .data()
                      .mismatch(memory.matrix(spec.name()).data()))
              .isEqualTo(-1);
        } else {
          assertThat(file.weights().vector(spec.name())).isEqualTo(memory.vector(spec.name()));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheSizeOfWhatGoesThroughAMatrix(Precision precision) {
    var config = Reference.published("openpangu-embedded-1b");
    var small =
        new ModelConfig(
            config.architecture(),
            224,
            1536,
            1,
            0,
            config.attention(),
            192,
            Set.of(0),
            config.experts(),
            false,
            1e-5f,
            10_000,
            false,
            100,
            false,
            -1,
            List.of());

    try (var weights = RandomWeights.inMemory(small, precision, 9)) {
      Tensor matrix = weights.matrix("model.layers.0.mlp.up_proj.weight");
      assertThat(meanSquare(matrix) * matrix.columns()).isCloseTo(1, within(0.75));
      assertThat(meanSquare(weights.matrix("model.embed_tokens.weight")))
          .isCloseTo(1, within(0.75));
      assertThat(weights.vector("model.norm.weight")).containsOnly(1);
    }
  }

  private static double meanSquare(Tensor matrix) {
    var kernels = new ScalarKernels();
    var row = new float[matrix.columns()];
    double sum = 0;
    double mean = 0;
    for (int i = 0; i < matrix.rows(); i++) {
      kernels.row(matrix, i, row, 0);
      for (float value : row) {
        sum += value * value;
        mean += value;
      }
    }
    double count = (double) matrix.rows() * matrix.columns();
    assertThat(mean / count).isCloseTo(0, within(0.01 * Math.sqrt(sum / count)));
    return sum / count;
  }

  @Test
  void leavesNothingNotANumber(@TempDir Path folder) {
    RandomWeights.write(CONFIG, folder, Precision.BF16, 2, Progress.NONE);

    try (var checkpoint = Checkpoint.open(folder)) {
      checkpoint.scan(Progress.NONE);
    }
  }
}
