package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models that run in this process, from the command line. Their weights are random, so what they
/// say is nonsense; that they say it is the point.
class LocalModelTest {
  private static final String[] SHORT = {"--max-tokens", "12", "--prompt", "Hello", "--thinking"};

  @TempDir Path folder;

  @Test
  void oneQuestionHasOneAnswer() throws IOException {
    ReferenceModels.talking("v2-tiny", folder.resolve("tiny"));

    Front.Outcome once = run("model", "run", "tiny", "--seed", "7");
    Front.Outcome again = run("model", "run", "tiny", "--seed", "7");

    assertThat(once.code()).as(once.err()).isIn(Exit.DONE, Exit.PARTIAL);
    assertThat(once.err()).contains("tokens read").contains("tokens/s");
    assertThat(again.out()).isEqualTo(once.out());
  }

  private Front.Outcome run(String... arguments) {
    var all = new java.util.ArrayList<>(java.util.List.of(arguments));
    if (arguments[0].equals("model")) {
      all.addAll(java.util.List.of(SHORT));
      all.add("fast");
    }
    return Front.in(folder).run(all.toArray(String[]::new));
  }
}
