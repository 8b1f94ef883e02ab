package io.deepsearch4j.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.engine.tensor.Precision;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedWeightsTest {
  @TempDir Path folder;
  private Path file;
  private byte[] bytes;

  @BeforeEach
  void writeAModel() throws IOException {
    RandomWeights.write(
        Reference.bytes(Reference.folder("v2-tiny").resolve("config.json")),
        folder,
        Precision.Q4,
        1,
        Progress.NONE);
    file = folder.resolve("model.ds4j");
    bytes = Files.readAllBytes(file);
  }

  @Test
  void keepsAnExpertInOneAlignedRecord() {
    try (var weights = PackedWeights.open(file)) {
      for (int expert = 0; expert < 10; expert++) {
        ExpertRecord record = weights.expertRecord(1, expert);

        assertThat(record.offset() % 4096).isZero();
        assertThat(record.length() % 4096).isZero();
        assertRecordHolds(
            record.offset() + record.downAt(),
            weights
                .matrix("model.layers.1.mlp.experts." + expert + ".down_proj.weight")
                .data()
                .toArray(ValueLayout.JAVA_BYTE));
        assertRecordHolds(
            record.offset() + record.upAt(),
            weights
                .matrix("model.layers.1.mlp.experts." + expert + ".up_proj.weight")
                .data()
                .toArray(ValueLayout.JAVA_BYTE));
      }
    }
  }

  private void assertRecordHolds(long at, byte[] wanted) {
    assertThat(Arrays.copyOfRange(bytes, (int) at, (int) at + wanted.length)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openpangu-r-72b", "openpangu-ultra-moe-718b"})
  void takesHeadersOfFullSizeModels(String model) {
    byte[] config = Reference.bytes(Reference.folder("configs").resolve(model + ".json"));
    var layout = PackedLayout.of(Reference.published(model), Precision.Q4);

    var header = PackedHeader.parse(PackedHeader.of(config, layout).json(), "model.ds4j");

    assertThat(header.modelConfig("model.ds4j")).isEqualTo(Reference.published(model));
    assertThatCode(() -> header.check(layout, "model.ds4j")).doesNotThrowAnyException();
  }

  @Test
  void saysThatAFileIsTruncated() throws IOException {
    for (int length : new int[] {0, 10, 32, 1000, bytes.length - 1}) {
      Files.write(file, Arrays.copyOf(bytes, length));

      assertThatThrownBy(() -> PackedWeights.open(file))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("truncated");
    }
  }

  @Test
  void refusesAHugeHeader() throws IOException {
    bytes[30] = 127;
    Files.write(file, bytes);

    assertThatThrownBy(() -> PackedWeights.open(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("header of");
  }

  @Test
  void neverFailsOtherwiseHoweverTheHeaderIsDamaged() throws IOException {
    var random = new Random(7);
    int headerEnd = 20_000;
    for (int round = 0; round < 100; round++) {
      byte[] damaged = bytes.clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        damaged[random.nextInt(headerEnd)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file, damaged);
      try (var weights = PackedWeights.open(file)) {
        assertThat(weights.config().layers()).isPositive();
      } catch (CheckpointException e) {
        assertThat(e).hasMessageContaining("model.ds4j");
      }
    }
  }
}
