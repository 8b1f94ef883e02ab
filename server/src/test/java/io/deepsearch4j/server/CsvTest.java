package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Figures that the page saves as a file for a spreadsheet: row W12 of the threat model.
class CsvTest {
  private static final Path SCRIPT =
      Path.of("src/main/resources/io/deepsearch4j/server/web/csv.js");

  @TempDir Path folder;

  @Test
  void textIsNoFormulaAndStaysInItsCell() throws Exception {
    String csv =
        csv(
            """
            ['name', 'tokens'], ['=HYPERLINK("http://evil.example")', 7], ['+1', -7],
            ['-1', 0.5], ['@SUM(A1)', 0], ['\\t=1', 0], ['a,b', 0], ['a\\n=1', 0], ['plain', 0]""");

    assertThat(csv)
        .isEqualTo(
            """
            name,tokens
            "'=HYPERLINK(""http://evil.example"")",7
            '+1,-7
            '-1,0.5
            '@SUM(A1),0
            '\t=1,0
            "a,b",0
            "a
            =1",0
            plain,0
            """);
  }

  private String csv(String rows) throws IOException, InterruptedException {
    Files.copy(SCRIPT, folder.resolve("csv.mjs"));
    Path script = folder.resolve("write.mjs");
    Files.writeString(
        script, "import { csv } from './csv.mjs';\nprocess.stdout.write(csv([" + rows + "]));\n");
    Process node;
    try {
      node =
          new ProcessBuilder("node", script.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException _) {
      Assumptions.abort("node is not there; install Node.js to run this test");
      throw new AssertionError("unreachable");
    }
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor()).isZero();
    return said;
  }
}
