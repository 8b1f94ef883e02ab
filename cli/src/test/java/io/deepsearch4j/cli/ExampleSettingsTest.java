package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleSettingsTest {
  private static final Path EXAMPLE = Path.of("..", "deepsearch.example.yaml");

  @Test
  void holdsEveryKeyWithItsDefault(@TempDir Path nowhere) {
    SettingsTree example =
        new ConfigLoader(Map.of(), nowhere).load(Optional.of(EXAMPLE), List.of());

    assertThat(example.origins().values()).doesNotContain(SettingsTree.DEFAULT);
    assertThat(ConfigLoader.config(example, Map.of())).isEqualTo(Config.DEFAULT);
  }

  @Test
  void explainsEveryGroupAndEveryKeyBeforeOrBesideIt() throws IOException {
    List<String> lines = Files.readAllLines(EXAMPLE);

    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches("[a-z].*")) {
        boolean explained = lines.get(i).contains("#") || lines.get(i - 1).strip().startsWith("#");
        assertThat(explained).as(lines.get(i)).isTrue();
      }
    }
  }
}
