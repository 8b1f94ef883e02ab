package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `evaluate practice` asked for what cannot be: one sentence, exit code 2, nothing on standard
/// output.
class EvaluateUsageTest {
  @TempDir Path folder;

  @Test
  void anUnknownPaceNamesTheKnownOnes() {
    refused("there is no pace all-slw; known are default, all-slow", "--pace=all-slw");
    refused("there is no pace sometimes", "--pace=all-slow,sometimes");
  }

  @Test
  void numbersThatAreNoneAreRefused() {
    refused("--seeds takes whole numbers", "--seeds=9001..9004");
    refused("--hops takes whole numbers", "--hops=");
    refused("--hops takes numbers from 1 to 5", "--hops=1-6");
    refused("--count must be at least 1", "--count=0");
    refused("--parallel must be 1 to 64", "--parallel=0");
  }

  @Test
  void anUnknownLanguageIsRefused() {
    refused("--lang must be en or zh", "--lang=fr");
  }

  @Test
  void aReportIsNoPath() {
    refused("a report's name has letters, digits", "--out=../elsewhere");
    refused("a report's name has letters, digits", "--out=.hidden");
  }

  @Test
  void aModelThatIsNotThereIsRefused() {
    refused("does not exist", "--model=local:./nowhere");
    refused("needs a key; set OPENAI_API_KEY", "--model=openai:large");
  }

  @Test
  void aReportOfOtherTasksIsNotMixedWithThese() throws IOException {
    Path report = Files.createDirectories(folder.resolve("home/reports/mine"));
    Files.writeString(
        report.resolve("evaluation.json"),
        """
        {"format":"deepsearch4j/evaluation/1","tasks":"older ones","tasksSha256":"0","settings":{}}
        """);

    refused("holds other tasks (older ones)", "--out=mine", "--seeds=7", "--hops=1", "--count=1");
  }

  @Test
  void aFolderOfSomethingElseIsNotWrittenInto() throws IOException {
    Path report = Files.createDirectories(folder.resolve("home/reports/mine"));
    Files.writeString(report.resolve("records.jsonl"), "my diary\n");

    refused("is no record", "--out=mine", "--seeds=7", "--hops=1", "--count=1");
    assertThat(report.resolve("records.jsonl")).hasContent("my diary");
  }

  private void refused(String sentence, String... flags) {
    String[] arguments = new String[flags.length + 3];
    arguments[0] = "evaluate";
    arguments[1] = "practice";
    arguments[2] = "--model=none";
    System.arraycopy(flags, 0, arguments, 3, flags.length);
    if (flags[0].startsWith("--model")) {
      arguments[2] = "--count=1";
    }
    Front.Outcome outcome = Front.in(folder).run(arguments);
    assertThat(outcome.err()).contains(sentence);
    assertThat(outcome.err().strip().lines()).hasSize(1);
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(Exit.USAGE);
    assertThat(outcome.out()).isEmpty();
  }
}
