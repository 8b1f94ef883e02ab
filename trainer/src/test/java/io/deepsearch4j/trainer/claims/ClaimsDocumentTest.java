package io.deepsearch4j.trainer.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.trainer.TrainerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimsDocumentTest {
  private static final List<Experiment> EXPERIMENTS = Experiments.of(Scale.QUICK);

  @TempDir private Path folder;

  @Test
  void onlyWhatStandsBetweenTheMarksChanges() {
    Path file = folder.resolve("claims.md");
    ClaimsDocument begun = ClaimsDocument.open(file, EXPERIMENTS);
    begun.put("sinks", "old");
    begun.put("norms", "kept");
    begun.write();

    ClaimsDocument document = ClaimsDocument.open(file, EXPERIMENTS);
    document.put("sinks", "new, and longer\n");
    document.write();

    assertThat(file)
        .content()
        .startsWith("# Claims\n")
        .contains("<!-- measured: sinks -->\nnew, and longer\n<!-- end: sinks -->")
        .contains("<!-- measured: norms -->\nkept\n<!-- end: norms -->")
        .doesNotContain("old");
  }

  @Test
  void aDocumentWithoutTheMarksIsLeftAsItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("claims.md"), "# Something else\n");

    assertThatThrownBy(() -> ClaimsDocument.open(file, EXPERIMENTS))
        .isInstanceOf(TrainerException.class)
        .hasMessageContaining("<!-- measured: sinks -->");
    assertThat(file).content().isEqualTo("# Something else\n");
  }
}
