package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.chat.ChatException;
import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.ScriptedChatModel;
import io.deepsearch4j.documents.Embedder;
import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.Query;
import io.deepsearch4j.web.Searched;
import io.deepsearch4j.web.Web;
import io.deepsearch4j.web.WebException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How runs end when something ends them: with an answer, with a sentence, or not at all because
/// somebody else will go on.
class RunEndTest {
  private static final String FACT = "The tower is 330 m high.";

  @TempDir Path folder;

  @Test
  void aBudgetThatCannotPayForAPlanEndsInAnAnswer() {
    try (TestRuns runs = runs(script())) {
      String id = runs.create("How high is the tower?", costing(new BigDecimal("0.0001")));

      Run run = runs.work(id);

      assertThat(run.state()).isEqualTo(RunState.PARTIAL);
      assertThat(runs.answer(id).stopReason()).isEqualTo(StopReason.MAX_COST);
      assertThat(replay(runs, id).divergence()).isEmpty();
    }
  }

  @Test
  void aRunInterruptedWhilePlanningIsLeftForAnotherProcess() {
    var model =
        ScriptedChatModel.answering(
            _ -> {
              Thread.currentThread().interrupt();
              throw new ChatException(ChatException.Kind.CANCELLED, "the call was cancelled");
            });
    try (TestRuns runs = runs(model)) {
      String id = runs.create("How high is the tower?", AgentConfig.DEFAULT);

      assertThatThrownBy(() -> handle(runs, id, runs.web)).isInstanceOf(InterruptedException.class);

      assertThat(runs.store.known(id).state()).isEqualTo(RunState.RUNNING);
    }
  }

  @Test
  void aSearchCutShortByInterruptionIsMadeAgainByWhoeverGoesOn() throws InterruptedException {
    try (TestRuns runs = runs(script())) {
      String id = runs.create("How high is the tower?", AgentConfig.DEFAULT);
      Web cutShort =
          new Web() {
            @Override
            public Searched search(Query query) {
              Thread.currentThread().interrupt();
              return new Searched.Broken("test", "the search was cancelled");
            }

            @Override
            public Fetched open(URI url) {
              return runs.web.open(url);
            }
          };
      assertThatThrownBy(() -> handle(runs, id, cutShort)).isInstanceOf(InterruptedException.class);

      handle(runs, id, runs.web);

      assertThat(runs.store.known(id).state()).isEqualTo(RunState.COMPLETED);
    }
  }

  @Test
  void ourOwnMistakeIsToldInTheAnswerAndPassedOn() {
    try (TestRuns runs = runs(script())) {
      String id = runs.create("How high is the tower?", AgentConfig.DEFAULT);
      var work =
          new RunWork(
              runs.store,
              _ -> {
                throw new IllegalStateException("a wire hangs loose");
              },
              _ -> Watcher.NOBODY);

      assertThatThrownBy(() -> work.run(id)).isInstanceOf(IllegalStateException.class);

      assertThat(runs.store.known(id).state()).isEqualTo(RunState.FAILED);
      assertThat(runs.answer(id).why()).contains("the program made a mistake");
    }
  }

  @Test
  void aSearchThatFailedIsReplayedAsItFailed() {
    try (TestRuns runs = runs(script())) {
      var first = new AtomicInteger();
      String id = runs.create("How high is the tower?", AgentConfig.DEFAULT);
      Web breaking =
          new Web() {
            @Override
            public Searched search(Query query) {
              if (first.getAndIncrement() == 0) {
                throw new WebException("the index in /some/folder is in use");
              }
              return runs.web.search(query);
            }

            @Override
            public Fetched open(URI url) {
              return runs.web.open(url);
            }
          };

      try {
        handle(runs, id, breaking);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }

      assertThat(runs.steps(id))
          .noneSatisfy(step -> assertThat(StepJson.write(step)).contains("/some/folder"));
      assertThat(replay(runs, id).divergence()).isEmpty();
    }
  }

  @Test
  void aRequestThatDidNotFitIsReplayedAsItWasFolded() {
    ChatModel script = script();
    var choices = new AtomicInteger();
    var model =
        ScriptedChatModel.answering(
            request -> {
              if (isChoice(request) && choices.incrementAndGet() == 3) {
                throw new ChatException(ChatException.Kind.CONTEXT_OVERFLOW, "too long");
              }
              return script.reply(request, _ -> {});
            });
    try (TestRuns runs = runs(model)) {
      String id = runs.create("How high is the tower?", AgentConfig.DEFAULT);

      runs.work(id);

      assertThat(runs.steps(id)).anyMatch(Step.Folded.class::isInstance);
      assertThat(replay(runs, id).divergence()).isEmpty();
    }
  }

  @Test
  void aPageThatDidNotFitAtFirstIsReplayedAsItWasRead() {
    ChatModel script = script();
    var readings = new AtomicInteger();
    var model =
        ScriptedChatModel.answering(
            request -> {
              if (isReading(request) && readings.incrementAndGet() == 1) {
                throw new ChatException(ChatException.Kind.CONTEXT_OVERFLOW, "too long");
              }
              return script.reply(request, _ -> {});
            });
    try (TestRuns runs = runs(model)) {
      String id = runs.create("How high is the tower?", AgentConfig.DEFAULT);

      Run run = runs.work(id);

      assertThat(run.state()).isEqualTo(RunState.COMPLETED);
      assertThat(replay(runs, id).divergence()).isEmpty();
    }
  }

  @Test
  void aPageThatTheReaderRefusesDoesNotEndTheRun() {
    ChatModel script = script();
    var model =
        ScriptedChatModel.answering(
            request -> {
              if (isReading(request)) {
                throw new ChatException(ChatException.Kind.REFUSED, "not this one");
              }
              return script.reply(request, _ -> {});
            });
    try (TestRuns runs = runs(model)) {
      String id = runs.create("How high is the tower?", AgentConfig.DEFAULT);

      runs.work(id);

      assertThat(runs.answer(id).stopReason()).isEqualTo(StopReason.ANSWERED);
      assertThat(runs.steps(id))
          .anySatisfy(step -> assertThat(StepJson.write(step)).contains("reader_refused"));
      assertThat(replay(runs, id).divergence()).isEmpty();
    }
  }

  private static boolean isReading(ChatRequest request) {
    return request.messages().getFirst().text().startsWith("You read");
  }

  private static boolean isChoice(ChatRequest request) {
    return request.messages().getFirst().text().startsWith("You answer")
        && !request.tools().isEmpty();
  }

  private static void handle(TestRuns runs, String id, Web web) throws InterruptedException {
    Equipment own = runs.equipment();
    var equipment = new Equipment(web, own.pages(), own.models(), own.embedder(), own.giveBack());
    runs.store.setState(id, RunState.RUNNING, "");
    new RunWork(runs.store, _ -> equipment, _ -> Watcher.NOBODY).run(id);
  }

  private static Replay.Result replay(TestRuns runs, String id) {
    return new Replay(runs.store, runs.web.store(), Embedder.none()).replay(id, Watcher.NOBODY);
  }

  private static AgentConfig costing(BigDecimal cost) {
    AgentConfig d = AgentConfig.DEFAULT;
    return new AgentConfig(
        d.depth(), 0, 0, 0, cost, 0, -1, d.policy(), d.window(), d.pace(), d.style());
  }

  private static ScriptedChatModel script() {
    return Script.model(
        FACT,
        DeepSearchTest.SEARCH,
        DeepSearchTest.OPEN,
        DeepSearchTest.ASK,
        DeepSearchTest.FINISH);
  }

  private TestRuns runs(ChatModel model) {
    TestRuns runs = TestRuns.with(folder, model);
    runs.web.page("https://tower.example/", "The tower\n" + FACT);
    return runs;
  }
}
