package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.trainer.Example;
import io.deepsearch4j.trainer.ExampleWriter;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainClaimsCommandTest {
  @TempDir private Path folder;

  @Test
  void anUnknownExperimentIsToldWithTheNearestOne() {
    var outcome = Front.in(folder).run("train", "claims", "--only", "sink");

    assertThat(outcome.code()).isEqualTo(Exit.USAGE);
    assertThat(outcome.err()).contains("did you mean sinks?");
  }

  @Test
  void lessonsThatAreNotThereAreASentence() {
    var outcome = Front.in(folder).run("train", "claims", "--quick", "--lessons", "none/here");

    assertThat(outcome.code()).isEqualTo(Exit.FAILED);
    assertThat(outcome.err()).contains("there are no lessons here-*.jsonl");
  }

  @Test
  @Tag("slow")
  void aQuickRunWritesTheDocumentAndDoesNothingTwice() {
    examples(folder.resolve("some.examples"));
    String[] command = {
      "train",
      "claims",
      "--quick",
      "--only",
      "norms",
      "--lessons",
      "some.examples",
      "--to",
      "claims.md"
    };

    var first = Front.in(folder).run(command);
    var second = Front.in(folder).run(command);

    assertThat(first.code()).as(first.err()).isEqualTo(Exit.DONE);
    assertThat(first.out().strip()).endsWith("claims.md");
    assertThat(first.err()).contains("9 of 9: norm-none, seed 3");
    assertThat(second.code()).isEqualTo(Exit.DONE);
    assertThat(second.err()).doesNotContain("of 9");
    assertThat(folder.resolve("claims.md"))
        .content()
        .contains("deepsearch train claims --only norms --quick --lessons some.examples")
        .contains("K-Norm learns as well as QK-Norm");
    assertThat(folder.resolve("claims/norms.svg")).isNotEmptyFile();
  }

  private static void examples(Path file) {
    var random = new SplittableRandom(1);
    try (ExampleWriter writer = ExampleWriter.create(file, 50)) {
      for (int i = 0; i < 60; i++) {
        int length = 20 + random.nextInt(60);
        var roles = new byte[length];
        for (int at = 1; at < length; at++) {
          roles[at] = (byte) (1 + at % 3);
        }
        writer.add(new Example(random.ints(length, 0, 50).toArray(), roles));
      }
      writer.finish();
    }
  }
}
