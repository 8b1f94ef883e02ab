package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The program as a process: killed in the middle, interrupted, and its exit codes and streams.
@Tag("slow")
class KilledAndResumedTest {
  private static final String QUESTION = "What was the revenue of Taepiama Shipping in 2019?";

  @TempDir Path folder;

  @Test
  void aRunKilledInTheMiddleIsResumedByAnotherProcessToTheSameAnswer() throws Exception {
    JsonNode whole = ask(folder.resolve("whole"));
    Path home = folder.resolve("killed");
    Child killed = Child.start(home, "ask", QUESTION, "--practice", "7", "--json");
    String id = killed.awaitLine("run ").substring(3).strip();
    killed.awaitLine("open ");
    killed.kill();

    Front.Outcome resumed = Child.start(home, "runs", "resume", id, "--json").await();

    assertThat(resumed.code()).as(resumed.err()).isZero();
    JsonNode answer = JsonMapper.shared().readTree(resumed.out());
    assertThat(answer.path("answer")).isEqualTo(whole.path("answer"));
    assertThat(answer.path("sentences")).isEqualTo(whole.path("sentences"));
    assertThat(quotes(answer)).isEqualTo(quotes(whole));
    assertThat(answer.path("steps").size()).isEqualTo(whole.path("steps").size());
  }

  @Test
  void ctrlCOnceGivesThePartialReport() throws Exception {
    Child child = Child.start(folder, "ask", QUESTION, "--practice", "7");
    child.awaitLine("open ");

    child.interrupt();
    Front.Outcome outcome = child.await();

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(Exit.CANCELLED);
    assertThat(outcome.out()).contains("Cancelled").contains("No language model was used");
    assertThat(outcome.err()).contains("cancelling");
  }

  private static JsonNode ask(Path home) throws IOException, InterruptedException {
    Front.Outcome outcome = Child.start(home, "ask", QUESTION, "--practice", "7", "--json").await();
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return JsonMapper.shared().readTree(outcome.out());
  }

  private static String quotes(JsonNode answer) {
    return answer.path("citations").findValuesAsString("quote").toString();
  }
}
