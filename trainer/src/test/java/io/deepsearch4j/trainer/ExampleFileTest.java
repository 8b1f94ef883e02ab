package io.deepsearch4j.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleFileTest {
  @TempDir private Path folder;

  @Test
  void examplesComeBackAsTheyWereWritten() {
    Path file = folder.resolve("lessons.examples");
    var random = new SplittableRandom(1);
    Example[] written = new Example[50];
    try (ExampleWriter writer = ExampleWriter.create(file, 65536)) {
      for (int i = 0; i < written.length; i++) {
        int[] tokens = random.ints(2 + random.nextInt(40), 0, 65536).toArray();
        var roles = new byte[tokens.length];
        Arrays.setAll(tokens, at -> at == 0 ? 65535 : tokens[at]);
        roles[1] = (byte) random.nextInt(4);
        written[i] = new Example(tokens, roles);
        writer.add(written[i]);
      }
      writer.finish();
    }

    try (ExampleFile read = ExampleFile.open(file)) {
      assertThat(read.size()).isEqualTo(50);
      assertThat(read.vocabulary()).isEqualTo(65536);
      for (int i = 0; i < written.length; i++) {
        assertThat(read.example(i).tokens()).isEqualTo(written[i].tokens());
        assertThat(read.example(i).roles()).isEqualTo(written[i].roles());
      }
    }
  }

  @Test
  void aFileThatIsNotFinishedLeavesNothing() throws IOException {
    try (ExampleWriter writer = ExampleWriter.create(folder.resolve("a"), 10)) {
      writer.add(Reference.example(new int[] {1, 2}));
    }

    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsASentenceAndLeavesNothing() throws IOException {
    WholeFileTest.fullDisk(folder.resolve("lessons.examples"));

    assertThatThrownBy(this::written)
        .isInstanceOf(TrainerException.class)
        .hasMessageContaining("No space left")
        .hasMessageContaining("free some disk");

    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void anInterruptionIsNoFullDisk() throws IOException {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(this::written)
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("cancelled");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 26, 29, 33, 41, 49, 53, 65, 70, 90})
  void aChangedByteIsASentence(int at) {
    assertBroken(bytes -> bytes[at] ^= (byte) 0x55);
  }

  @Test
  void aTokenBeyondTheVocabularyCannotBeWritten() {
    try (ExampleWriter writer = ExampleWriter.create(folder.resolve("a"), 10)) {
      assertThatThrownBy(() -> writer.add(Reference.example(new int[] {1, 10})))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("token 10");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 63, 64, 80, 98})
  void aFileThatIsCutOffIsASentence(int length) throws IOException {
    Path file = written();
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));

    assertThatThrownBy(() -> ExampleFile.open(file).close())
        .isInstanceOf(TrainerException.class)
        .hasMessageContaining("make the lessons again");
  }

  @Test
  void aMissingFileIsASentence() {
    assertThatThrownBy(() -> ExampleFile.open(folder.resolve("none")).close())
        .isInstanceOf(TrainerException.class)
        .hasMessageContaining("make the lessons again");
  }

  private void assertBroken(Consumer<byte[]> damage) {
    Path file = written();
    try {
      byte[] bytes = Files.readAllBytes(file);
      damage.accept(bytes);
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }

    assertThatThrownBy(() -> ExampleFile.open(file).close())
        .isInstanceOf(TrainerException.class)
        .hasMessageContaining("make the lessons again");
  }

  private Path written() {
    Path file = folder.resolve("lessons.examples");
    try (ExampleWriter writer = ExampleWriter.create(file, 100)) {
      writer.add(Reference.example(new int[] {1, 2, 3, 4, 5}));
      writer.add(Reference.example(new int[] {6, 7, 8, 9}));
      writer.finish();
    }
    return file;
  }
}
