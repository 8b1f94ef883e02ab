package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A run handed on: reports in every form, and a bundle that another machine checks.
class ReportFilesTest {
  @TempDir static Path folder;
  @TempDir Path elsewhere;

  private static String id = "";

  @BeforeAll
  static void ask() throws IOException {
    Files.createDirectory(folder.resolve("documents"));
    Files.writeString(
        folder.resolve("documents/tower.md"),
        "# The Corvane tower\n\nThe Corvane tower is 330 m high and was opened in 1931.\n");
    Front.Outcome outcome =
        run("ask", "How high is the Corvane tower?", "--source", "documents", "--json", "--quiet");
    id = JsonMapper.shared().readTree(outcome.out()).path("run_id").asString();
  }

  @Test
  void everyFormIsExported() throws IOException {
    for (String form : new String[] {"md", "html", "pdf", "docx", "json", "jsonl"}) {
      String name = "report." + form;

      assertThat(run("runs", "export", id, "--out", name).code()).as(name).isEqualTo(Exit.DONE);
      assertThat(folder.resolve(name)).isNotEmptyFile();
    }
    assertThat(head("report.pdf")).startsWith("%PDF-");
    assertThat(head("report.docx")).startsWith("PK");
    assertThat(run("runs", "export", id, "--format", "md").out()).contains("330 m", "[^1]:");
  }

  @Test
  void aFormThatATerminalCannotShowAsksForAFile() {
    Front.Outcome pdf = run("runs", "export", id, "--format", "pdf");
    Front.Outcome unknown = run("runs", "export", id, "--format", "tex");

    assertThat(pdf.code()).isEqualTo(Exit.USAGE);
    assertThat(pdf.err()).contains("name a file with --out");
    assertThat(unknown.err()).contains("--format takes md, html, pdf, docx, json or jsonl");
  }

  @Test
  void aBundleIsCheckedWhereNothingElseIsKnownOfTheRun() throws IOException {
    Front.Outcome bundled = run("runs", "bundle", id, "--out", "run.zip");
    Path zip = Files.move(folder.resolve("run.zip"), elsewhere.resolve("run.zip"));

    Front.Outcome verified = Front.in(elsewhere).run("runs", "verify", "run.zip");

    assertThat(verified.code()).as(verified.out()).isEqualTo(Exit.DONE);
    assertThat(verified.out()).contains("ok    evidence  E1").doesNotContain("fail");
    String manifest = bundled.err().lines().toList().getLast().replace("manifest ", "");
    assertThat(verified.err()).contains(manifest);
    assertThat(zip).exists();
  }

  @Test
  void aBundleThatSomebodyTouchedFails() throws IOException {
    run("runs", "bundle", id, "--out", "touched.zip");
    byte[] bytes = Files.readAllBytes(folder.resolve("touched.zip"));
    bytes[bytes.length / 2] ^= 1;
    Files.write(folder.resolve("touched.zip"), bytes);

    Front.Outcome verified = run("runs", "verify", "touched.zip");

    assertThat(verified.code()).isEqualTo(Exit.FAILED);
    assertThat(verified.out() + verified.err()).doesNotContain("Exception");
  }

  @Test
  void whatIsNoBundleIsSaid() throws IOException {
    Files.writeString(folder.resolve("note.txt"), "hello");

    assertThat(run("runs", "verify", "note.txt").err()).contains("is no zip file");
    assertThat(run("runs", "verify", "none.zip").err()).contains("there is no bundle at");
  }

  private static Front.Outcome run(String... arguments) {
    return Front.in(folder).run(arguments);
  }

  private String head(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(name));
    return new String(bytes, 0, 8, StandardCharsets.ISO_8859_1);
  }
}
