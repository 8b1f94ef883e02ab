package io.deepsearch4j.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir private Path folder;

  @Test
  void replacesWhatWasThereInAFolderThatIsMadeWhenItIsMissing() throws IOException {
    Path deeper = folder.resolve("deeper");
    Path file = deeper.resolve("note.txt");

    WholeFile.write(file, "first");
    WholeFile.write(file, "second 二");

    assertThat(file).hasContent("second 二");
    assertThat(names(deeper)).containsExactly("note.txt");
  }

  @Test
  void leavesWhatWasThereWhenTheContentFails() throws IOException {
    Path file = folder.resolve("note.txt");
    WholeFile.write(file, "first");

    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IllegalStateException("no more");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(file).hasContent("first");
    assertThat(names(folder)).containsExactly("note.txt");
  }

  @Test
  void leavesNothingWhereItCannotBeMovedTo() throws IOException {
    Path taken = folder.resolve("taken");
    Files.createDirectories(taken.resolve("full"));

    assertThatThrownBy(() -> WholeFile.write(taken, "text")).isInstanceOf(IOException.class);

    assertThat(names(folder)).containsExactly("taken");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void leavesNothingOnAFullDisk() throws IOException {
    fullDisk(folder.resolve("note.txt"));

    assertThatThrownBy(() -> WholeFile.write(folder.resolve("note.txt"), "text"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left");

    assertThat(names(folder)).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aPictureThatDoesNotFitIsASentence() throws IOException {
    try (MetricsFile metrics = MetricsFile.append(folder)) {
      metrics.add(new Metrics(1, 10, 2, 2, 0.5, 1, 0.01, List.of(0.5), List.of(0.25), 100));
    }
    fullDisk(folder.resolve("run.svg"));

    assertThatThrownBy(() -> RunPlot.draw(folder, folder.resolve("run.svg")))
        .isInstanceOf(TrainerException.class)
        .hasMessageContaining("run.svg cannot be written: No space left");

    assertThat(names(folder)).containsExactly("metrics.jsonl");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void metricsThatCannotBeCutStayWhole() throws IOException {
    try (MetricsFile metrics = MetricsFile.append(folder)) {
      metrics.add(new Metrics(1, 10, 2, 2, 0.5, 1, 0.01, List.of(0.5), List.of(0.25), 100));
    }
    List<Metrics> before = MetricsFile.read(folder);
    fullDisk(folder.resolve("metrics.jsonl"));

    assertThatThrownBy(() -> MetricsFile.cut(folder, 0))
        .isInstanceOf(TrainerException.class)
        .hasMessageContaining("free some disk");

    assertThat(MetricsFile.read(folder)).isEqualTo(before);
    assertThat(names(folder)).containsExactly("metrics.jsonl");
  }

  @Test
  void writesForAThreadThatIsInterrupted() throws IOException {
    Path file = folder.resolve("note.txt");
    Thread.currentThread().interrupt();
    try {
      WholeFile.write(file, "saved");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(file).hasContent("saved");
  }

  /// Has all that is written for a file go to a device that is always full.
  static void fullDisk(Path file) throws IOException {
    Files.createSymbolicLink(WholeFile.unfinished(file), Path.of("/dev/full"));
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
