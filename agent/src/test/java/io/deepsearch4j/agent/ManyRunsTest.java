package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.agent.RunQueueConfig.Reach;
import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Delta;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.ScriptedChatModel;
import io.deepsearch4j.documents.Embedder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Twenty runs at once in one process, on one store. Each asks about a tower of its own, so that
/// nothing of one may turn up in another.
class ManyRunsTest {
  private static final int RUNS = 20;

  @TempDir Path folder;

  @Test
  void twentyRunsAtOnceEndEachWithItsOwnAnswer() throws Exception {
    try (TestRuns given = TestRuns.with(folder, new Towers())) {
      for (int tower = 0; tower < RUNS; tower++) {
        given.web.page(
            "https://tower" + tower + ".example/", "Tower " + tower + "\n" + fact(tower));
      }
      var parallel =
          new RunQueueConfig(Reach.OWN_RUNS, RUNS, Duration.ofMillis(50), Duration.ofMillis(500));
      Map<Integer, String> ids = new LinkedHashMap<>();
      try (Runs runs = new Runs(given.store, _ -> given.equipment(), parallel)) {
        for (int tower = 0; tower < RUNS; tower++) {
          String question = "How high is tower " + tower + "?";
          ids.put(
              tower,
              runs.start(TestRuns.spec(question, AgentConfig.DEFAULT, "towers"), Watcher.NOBODY));
        }
        for (String id : ids.values()) {
          runs.await(id);
        }
      }

      var replay = new Replay(given.store, given.web.store(), Embedder.none());
      ids.forEach(
          (tower, id) -> {
            assertThat(given.store.known(id).state()).isEqualTo(RunState.COMPLETED);
            assertThat(given.answer(id).answer()).isEqualTo(height(tower));
            assertThat(given.answer(id).citations())
                .extracting(Answer.Citation::quote)
                .containsExactly(fact(tower));
            assertThat(given.store.calls(id)).allMatch(Call::done).noneMatch(Call::repeated);
            assertThat(replay.replay(id, Watcher.NOBODY).divergence()).isEmpty();
          });
      assertThat(given.web.visits).hasValue(RUNS);
    }
  }

  private static String height(int tower) {
    return 100 + 7 * tower + " m";
  }

  private static String fact(int tower) {
    return "Tower " + tower + " is " + height(tower) + " high.";
  }

  /// Plays all parts for whichever tower it is asked about. No run gets its plan before all have
  /// asked for one: so all of them are under way at once.
  private static final class Towers implements ChatModel {
    private static final Pattern TOWER = Pattern.compile("How high is tower (\\d+)\\?");
    private final CyclicBarrier allAreHere = new CyclicBarrier(RUNS);

    @Override
    public String name() {
      return "towers";
    }

    @Override
    public Reply reply(ChatRequest request, Consumer<Delta> watcher) {
      String system = request.messages().getFirst().text();
      Matcher asked = TOWER.matcher(request.messages().get(1).text());
      if (!asked.find()) {
        throw new IllegalStateException("no tower is asked about");
      }
      int tower = Integer.parseInt(asked.group(1));
      if (system.startsWith("You plan")) {
        await();
        return ScriptedChatModel.saying(
            "{\"conditions\":[\"the height\"],\"queries\":[\"tower\"],\"key_urls\":[],\"stop_rule\":\"\"}");
      }
      if (system.startsWith("You read")) {
        return ScriptedChatModel.saying(
            "{\"verdict\":\"ANSWERED\",\"answer\":\"%s\",\"confidence\":0.9,\"evidence\":[{\"passage\":0,\"quote\":\"%s\",\"supports\":[\"C1\"],\"polarity\":\"SUPPORTS\"}],\"missing\":[],\"next_links\":[]}"
                .formatted(height(tower), fact(tower)));
      }
      if (system.startsWith("You check")) {
        return call(
            "judge",
            "{\"sentences\":[{\"n\":1,\"support\":\"supported\"}],\"conditions\":[{\"id\":\"C1\",\"status\":\"satisfied\"}]}");
      }
      return research(request, tower);
    }

    private static Reply research(ChatRequest request, int tower) {
      long turns = request.messages().stream().filter(Message.Assistant.class::isInstance).count();
      return switch ((int) turns) {
        case 0 -> call("batch_web_search", "{\"queries\":[\"tower %d\"]}".formatted(tower));
        case 1 -> call("url_crawler", "{\"urls\":[\"https://tower%d.example/\"]}".formatted(tower));
        case 2 ->
            call(
                "document_qa",
                "{\"tasks\":[{\"page\":\"P1\",\"question\":\"How high is tower %d?\"}]}"
                    .formatted(tower));
        default ->
            call(
                "final_answer",
                "{\"answer\":\"%s\",\"explanation\":\"%s [E1]\",\"confidence\":90}"
                    .formatted(height(tower), fact(tower)));
      };
    }

    private void await() {
      try {
        allAreHere.await(60, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      } catch (BrokenBarrierException | TimeoutException e) {
        throw new IllegalStateException("not all runs were under way at once", e);
      }
    }

    private static Reply call(String tool, String arguments) {
      return ScriptedChatModel.calling(ScriptedChatModel.call("call", tool, arguments));
    }
  }
}
