package io.deepsearch4j.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.engine.tensor.Precision;
import io.deepsearch4j.engine.tensor.ScalarKernels;
import io.deepsearch4j.engine.tensor.Tensor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantizerTest {
  @ParameterizedTest
  @CsvSource({
    "v2-tiny, F32, 0",
    "v2-tiny, BF16, 0.004",
    "v2-tiny, Q8, 0.005",
    "v2-tiny, Q4, 0.13",
    "ultra-tiny, BF16, 0",
    "ultra-tiny, Q4, 0.13",
    "embedded-tiny, F32, 0",
    "embedded-tiny, Q8, 0.005"
  })
  void keepsEveryTensorWithinItsPrecision(
      String model, Precision precision, double tolerance, @TempDir Path to) {
    Path from = Reference.folder(model);

    Quantizer.quantize(from, to, precision, Progress.NONE);

    try (var original = Checkpoint.open(from);
        var packed = Checkpoint.open(to)) {
      assertThat(packed.config()).isEqualTo(original.config());
      for (TensorSpec spec : original.config().tensors()) {
        if (!spec.isMatrix()) {
          assertThat(packed.weights().vector(spec.name()))
              .isEqualTo(original.weights().vector(spec.name()));
          continue;
        }
        Tensor matrix = packed.weights().matrix(spec.name());
        assertThat(matrix.precision()).isEqualTo(spec.stored(precision));
        assertSimilar(original.weights().matrix(spec.name()), matrix, tolerance);
      }
    }
  }

  private static void assertSimilar(Tensor original, Tensor packed, double tolerance) {
    var kernels = new ScalarKernels();
    var wanted = new float[original.columns()];
    var found = new float[original.columns()];
    for (int row = 0; row < original.rows(); row++) {
      kernels.row(original, row, wanted, 0);
      kernels.row(packed, row, found, 0);
      double largest = 0;
      for (float value : wanted) {
        largest = Math.max(largest, Math.abs(value));
      }
      for (int i = 0; i < wanted.length; i++) {
        assertThat(Math.abs(found[i] - wanted[i]))
            .isLessThanOrEqualTo((float) (tolerance * largest));
      }
    }
  }

  @Test
  void reportsProgressUpToTheEnd(@TempDir Path to) {
    var reports = new ArrayList<long[]>();

    Quantizer.quantize(
        Reference.folder("v2-tiny"),
        to,
        Precision.Q4,
        (done, total) -> reports.add(new long[] {done, total}));

    long total = reports.getLast()[1];
    assertThat(reports).isSortedAccordingTo((a, b) -> Long.compare(a[0], b[0]));
    assertThat(reports.getLast()[0]).isEqualTo(total);
  }

  @Test
  void writesAFolderThatNeedsNothingElse(@TempDir Path from, @TempDir Path to) throws IOException {
    Reference.copy("embedded-tiny", from);
    Files.writeString(from.resolve("tokenizer.json"), "{}");
    Files.writeString(
        from.resolve("generation_config.json"), "{\"eos_token_id\": 7, \"top_k\": -1}");

    Quantizer.quantize(from, to, Precision.Q8, Progress.NONE);

    assertThat(to.resolve("tokenizer.json")).hasContent("{}");
    try (var checkpoint = Checkpoint.open(to)) {
      assertThat(checkpoint.config().end()).containsExactly(2, 7);
      assertThat(checkpoint.generationDefaults().topK()).isZero();
    }
  }

  @Test
  void quantisesItsOwnFileOnceMore(@TempDir Path first, @TempDir Path second, @TempDir Path once)
      throws IOException {
    Path from = Reference.folder("ultra-tiny");

    Quantizer.quantize(from, first, Precision.F32, Progress.NONE);
    Quantizer.quantize(first, second, Precision.Q4, Progress.NONE);
    Quantizer.quantize(from, once, Precision.Q4, Progress.NONE);

    assertThat(second.resolve("model.ds4j")).hasSameBinaryContentAs(once.resolve("model.ds4j"));
  }

  @Test
  void namesTheTensorWhoseWeightIsNoNumber(@TempDir Path from, @TempDir Path to)
      throws IOException {
    Reference.copy("v2-tiny", from);
    try (var file = new RandomAccessFile(from.resolve("model.safetensors").toFile(), "rw")) {
      file.seek(8 + 16528 + 55488 + 4 * 50); // in the first qkv_proj
      file.writeInt(Integer.reverseBytes(Float.floatToRawIntBits(Float.NaN)));
    }

    assertThatThrownBy(() -> Quantizer.quantize(from, to, Precision.Q4, Progress.NONE))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("model.layers.0.self_attn.qkv_proj.weight")
        .hasMessageContaining("NaN");
    assertThat(to).isEmptyDirectory();
  }

  @Test
  void refusesAFolderThatHoldsAModel(@TempDir Path from) throws IOException {
    Reference.copy("v2-tiny", from);

    assertThatThrownBy(() -> Quantizer.quantize(from, from, Precision.Q4, Progress.NONE))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("already holds a model");
  }
}
