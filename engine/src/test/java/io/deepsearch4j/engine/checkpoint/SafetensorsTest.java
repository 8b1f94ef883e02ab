package io.deepsearch4j.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.engine.tensor.Precision;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameAFile() {
    file = folder.resolve("x.safetensors");
  }

  @Test
  void readsWhatTheWriterWrote() {
    float[] values = {1, -2.5f, 0x1p-140f, Float.MAX_VALUE, Float.NaN, 0x1.01p0f};

    SafetensorsWriter.write(
        file,
        List.of(
            new SafetensorsWriter.Planned("a", List.of(2, 3), Precision.F32),
            new SafetensorsWriter.Planned("b.é", List.of(6), Precision.BF16)),
        name -> values);

    try (var read = Safetensors.open(file)) {
      assertThat(read.names()).containsExactly("a", "b.é");
      assertThat(read.shape("a")).containsExactly(2, 3);
      assertThat(read.floats("a")).isEqualTo(values);
      assertThat(read.floats("b.é"))
          .containsExactly(1, -2.5f, 0, Float.POSITIVE_INFINITY, Float.NaN, 1);
    }
    assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    assertThat(folder.resolve("x.safetensors.part")).doesNotExist();
  }

  @Test
  void leavesNothingBehindWhenWritingFails() {
    var plan = List.of(new SafetensorsWriter.Planned("a", List.of(2), Precision.F32));

    assertThatThrownBy(() -> SafetensorsWriter.write(file, plan, name -> new float[3]))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void readsTheTracesOfTheReferenceModels() {
    try (var trace = Safetensors.open(Reference.folder("v2-tiny").resolve("trace.safetensors"))) {
      assertThat(trace.names()).contains("embed", "layers.0.attn", "final_norm");
      assertThat(trace.floats("embed")).hasSize(48 * trace.shape("embed").getFirst());
    }
  }

  @Test
  void widensHalfPrecision() throws IOException {
    write(
        "{\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}", 0x00, 0x3c, 0x01, 0x80);

    try (var read = Safetensors.open(file)) {
      assertThat(read.floats("a")).containsExactly(1, -5.9604645e-8f);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}|broken header",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}x|x.safetensors",
        "[]|x.safetensors",
        "{\"a\":1}|x.safetensors",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[4,4]}}|Duplicate",
        "{\"a\":{\"dtype\":\"Q5\",\"shape\":[1],\"data_offsets\":[0,4]}}|unknown type Q5",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}|takes 8 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}|offsets are 4 to 0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}|holds -1",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}|x.safetensors",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,4]}}|x.safetensors",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647],\"data_offsets\":[0,4]}}|absurd shape",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,1,1,1,1,1,1,1,1],\"data_offsets\":[0,4]}}|too many",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}|lacks",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"more\":1}}|unknown field more",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]},\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[2,4]}}|follow each other",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[3,4]}}|follow each other",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]}}|tensors end at 3",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[5],\"data_offsets\":[0,5]}}|truncated",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[9223372036854775807],\"data_offsets\":[0,9223372036854775807]}}|side of",
      })
  void refusesBrokenHeaders(String header, String complaint) throws IOException {
    write(header, 0, 0, 0, 0);

    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("x.safetensors")
        .hasMessageContaining(complaint);
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, is no safetensors file",
    "-1, is no safetensors file",
    "100000001, is no safetensors file",
    "1, is no safetensors file",
    "90000000, is truncated"
  })
  void refusesImpossibleHeaderLengths(long length, String complaint) throws IOException {
    Files.write(
        file, ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length).array());

    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void refusesDeepNesting() throws IOException {
    write("{\"a\":" + "[".repeat(1_000_000));

    assertThatThrownBy(() -> Safetensors.open(file)).isInstanceOf(CheckpointException.class);
  }

  @Test
  void readsBehindTwoGigabytes() throws IOException {
    long first = 3L << 30;
    String header =
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[3,1073741824],\"data_offsets\":[0,%d]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[%d,%d]}}"
            .formatted(first, first, first + 4);
    write(header);
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.seek(8 + header.length() + first);
      sparse.writeInt(Integer.reverseBytes(Float.floatToIntBits(42)));
    }

    try (var read = Safetensors.open(file)) {
      assertThat(read.floats("b")).containsExactly(42);
      assertThatThrownBy(() -> read.floats("a")).isInstanceOf(CheckpointException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openpangu-r-72b", "openpangu-ultra-moe-718b"})
  void takesHeadersOfFullSizeReleases(String model) {
    var config = Reference.published(model);
    var header = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
    long at = 0;
    for (TensorSpec spec : config.tensors()) {
      long end = at + 2 * spec.elements();
      header
          .append(",\"%s\":{\"dtype\":\"BF16\",\"shape\":%s".formatted(spec.name(), spec.shape()))
          .append(",\"data_offsets\":[%d,%d]}".formatted(at, end));
      at = end;
    }
    byte[] json = header.append('}').toString().getBytes(StandardCharsets.UTF_8);

    var tensors = SafetensorsHeader.parse(json, at, "x.safetensors");

    assertThat(tensors).hasSize(config.tensors().size());
  }

  @Test
  void neverFailsOtherwiseHoweverTheFileIsDamaged() throws IOException {
    byte[] bytes = Reference.bytes(Reference.folder("embedded-tiny").resolve("model.safetensors"));
    int headerEnd = 8 + (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    Reference.copy("embedded-tiny", folder.resolve("model"));
    Path model = folder.resolve("model").resolve("model.safetensors");
    var random = new Random(3);
    int refused = 0;
    for (int round = 0; round < 150; round++) {
      byte[] damaged =
          random.nextInt(10) == 0
              ? Arrays.copyOf(bytes, random.nextInt(bytes.length))
              : bytes.clone();
      for (int flips = random.nextInt(5); flips >= 0; flips--) {
        int at = random.nextInt(Math.min(headerEnd, Math.max(1, damaged.length)));
        if (at < damaged.length) {
          damaged[at] ^= (byte) (1 << random.nextInt(8));
        }
      }
      Files.write(model, damaged);
      try (var checkpoint = Checkpoint.open(folder.resolve("model"))) {
        assertThat(checkpoint.config().layers()).isEqualTo(4);
      } catch (CheckpointException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(90);
  }

  private void write(String header, int... data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    var bytes = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    for (int one : data) {
      bytes.put((byte) one);
    }
    Files.write(file, bytes.array());
  }
}
