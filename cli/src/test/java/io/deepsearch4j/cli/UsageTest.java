package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Wrong usage: one sentence, exit code 2, nothing half-written.
class UsageTest {
  @TempDir Path folder;

  @Test
  void anUnknownFlagSuggestsTheNearest() {
    refused(run("ask", "q", "--sorce", "."), "there is no flag --sorce; did you mean --source?");
    refused(run("ask", "q", "--depth=deepest"), "--depth");
    refused(run("runs", "lst"), "there is no command lst; did you mean list?");
    refused(run("aks", "q"), "there is no command aks; did you mean ask?");
  }

  @Test
  void anUnknownSettingSuggestsTheNearest() {
    refused(run("ask", "q", "--set", "agent.maxsteps=4"), "did you mean agent.max-steps?");
    refused(run("ask", "q", "--set", "nonsense"), "--set takes KEY=VALUE");
  }

  @Test
  void anEmptyQuestionIsRefused() {
    refused(run("ask", "   "), "the question is empty");
    refused(Front.in(folder).typing("\n \n").run("ask", "-"), "the question is empty");
    refused(run("ask"), "QUESTION");
  }

  @Test
  void aMegabyteIsNoQuestion() {
    refused(Front.in(folder).typing("why ".repeat(250_000)).run("ask", "-"), "longer than 20000");
    refused(run("ask", "x".repeat(20_001)), "longer than 20000");
  }

  @Test
  void aFolderThatIsNoneIsRefused() throws IOException {
    Files.writeString(folder.resolve("note.txt"), "x");

    refused(run("ask", "q", "--source", "missing"), "does not exist");
    refused(run("ask", "q", "--source", "note.txt"), "is a file");
  }

  @Test
  void aFolderWithoutDocumentsIsRefused() throws IOException {
    Files.createDirectory(folder.resolve("empty"));

    refused(run("ask", "q", "--source", "empty"), "holds no files");
  }

  @Test
  void sourcesThatExcludeEachOtherAreRefused() {
    refused(
        run("ask", "q", "--site", "https://a.example", "--practice", "7"), "exclude each other");
    refused(run("ask", "q", "--site", "not a site"), "--site takes an address");
  }

  @Test
  void aReportOfUnknownFormIsRefusedBeforeTheRunStarts() {
    refused(run("ask", "q", "--out", "report.doc"), "must end in .md, .html, .pdf, .docx or .json");
    refused(run("ask", "q", "--out", "none/report.md"), "lies in no folder");
  }

  @Test
  void aModelAddressThatIsNoneIsRefused() {
    refused(run("ask", "q", "--model", "openai:m", "--base-url", "nowhere"), "chat.base-url");
  }

  @Test
  void aModelWithoutItsKeyIsRefused() {
    refused(run("ask", "q", "--model", "openai:m", "--practice", "7"), "set OPENAI_API_KEY");
  }

  @Test
  void anUnknownRunIsNamed() {
    refused(run("runs", "show", "nothing"), "there is no run nothing");
    refused(run("runs", "export", "../../etc/passwd"), "there is no run");
    refused(run("runs", "delete", "nothing"), "there is no run nothing");
  }

  @Test
  void everyCommandHasHelpWithAnExample() {
    for (String command :
        new String[] {
          "ask",
          "demo",
          "runs list",
          "runs show",
          "runs resume",
          "runs cancel",
          "runs delete",
          "runs replay",
          "runs export",
          "runs bundle",
          "runs verify",
          "practice questions",
          "practice serve",
          "model info",
          "model quantize",
          "model verify",
          "model run",
          "model random",
          "model bench",
          "doctor",
          "support-bundle",
          "config show"
        }) {
      Front.Outcome help = run((command + " --help").split(" "));

      assertThat(help.code()).as(command).isZero();
      assertThat(help.out()).as(command).contains("Example").contains("deepsearch " + command);
      assertThat(help.err()).as(command).isEmpty();
    }
  }

  private Front.Outcome run(String... arguments) {
    return Front.in(folder).run(arguments);
  }

  private void refused(Front.Outcome outcome, String sentence) {
    assertThat(outcome.err()).contains(sentence);
    assertThat(outcome.err().strip().lines()).hasSize(1);
    assertThat(outcome.code()).isEqualTo(Exit.USAGE);
    assertThat(outcome.out()).isEmpty();
    assertThat(Front.in(folder).run("runs", "list").out()).isEmpty();
  }
}
