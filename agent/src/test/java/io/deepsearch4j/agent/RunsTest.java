package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.agent.RunQueueConfig.Reach;
import io.deepsearch4j.chat.ChatException;
import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.Delta;
import io.deepsearch4j.chat.ScriptedChatModel;
import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.Query;
import io.deepsearch4j.web.Searched;
import io.deepsearch4j.web.Web;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole runs as callers see them: started, watched, cancelled, resumed.
class RunsTest {
  private static final String QUESTION = "How high is the tower?";
  private static final String FACT = "The tower is 330 m high.";

  // The replies of an undisturbed run, counted from 1.
  private static final int PLAN = 1;
  private static final int FINISH = 6;

  @TempDir Path folder;
  private TestRuns given;

  @BeforeEach
  void open() {
    given = TestRuns.with(folder, script());
    given.web.page("https://tower.example/", "The tower\n" + FACT);
  }

  @AfterEach
  void close() {
    given.close();
  }

  @Test
  void aWatcherSeesEveryStepInOrder() throws Exception {
    var seen = new CopyOnWriteArrayList<String>();
    try (Runs runs = process(script())) {
      String id = runs.start(spec(), watcher(seen));

      Run run = runs.await(id);

      assertThat(run.state()).isEqualTo(RunState.COMPLETED);
      assertThat(seen)
          .containsExactlyElementsOf(given.steps(id).stream().map(StepJson::write).toList());
    }
  }

  @Test
  void aCancelledRunAnswersFromTheEvidenceSoFarAndResumingCompletesIt() throws Exception {
    ScriptedChatModel script = script();
    var model = new Turnstile(script, FINISH);
    try (Runs runs = process(model)) {
      String id = runs.start(spec(), Watcher.NOBODY);
      model.awaitReached();

      runs.cancel(id);
      Run cancelled = runs.await(id);

      assertThat(cancelled.state()).isEqualTo(RunState.CANCELLED);
      Answer partial = Runs.answer(cancelled).orElseThrow();
      assertThat(partial.partial()).isTrue();
      assertThat(partial.stopReason()).isEqualTo(StopReason.CANCELLED);
      assertThat(partial.citations()).extracting(Answer.Citation::quote).containsExactly(FACT);

      model.open();
      assertThat(resumed(runs, id)).isEqualTo(new Resumption.Resumed());
      Run completed = runs.await(id);

      assertThat(completed.state()).isEqualTo(RunState.COMPLETED);
      assertThat(Runs.answer(completed).orElseThrow().answer()).isEqualTo("330 m");
      assertThat(script.requests()).as("nothing is bought twice").hasSize(FINISH + 1);
      assertThat(given.web.searches).hasValue(1);
      assertThat(given.web.visits).hasValue(1);
    }
  }

  @Test
  void aCancelledRunAnswersEvenWhenTheModelAskedTheDocumentInOtherWords() throws Exception {
    String otherWords = DeepSearchTest.ASK.replace("How high is the tower?", "height of the tower");
    var model =
        new Turnstile(
            Script.model(
                FACT,
                DeepSearchTest.SEARCH,
                DeepSearchTest.OPEN,
                otherWords,
                DeepSearchTest.FINISH),
            FINISH);
    try (Runs runs = process(model)) {
      String id = runs.start(spec(), Watcher.NOBODY);
      model.awaitReached();

      runs.cancel(id);
      Run cancelled = runs.await(id);

      assertThat(Runs.answer(cancelled).orElseThrow().citations())
          .extracting(Answer.Citation::quote)
          .containsExactly(FACT);
    }
  }

  @Test
  void aRunCancelledWhileItPlansIsCancelledAndHasNotFailed() throws Exception {
    var model = new Turnstile(script(), PLAN);
    try (Runs runs = process(model)) {
      String id = runs.start(spec(), Watcher.NOBODY);
      model.awaitReached();

      runs.cancel(id);
      Run run = runs.await(id);

      assertThat(run.state()).isEqualTo(RunState.CANCELLED);
      assertThat(Runs.answer(run).orElseThrow().stopReason()).isEqualTo(StopReason.CANCELLED);
    }
  }

  @Test
  void aProcessThatGoesAwayWhileItPlansLeavesTheRunToTheNext() throws Exception {
    var model = new Turnstile(script(), PLAN);
    String id;
    try (Runs runs = process(model)) {
      id = runs.start(spec(), Watcher.NOBODY);
      model.awaitReached();
    }
    assertThat(given.store.known(id).state()).isEqualTo(RunState.QUEUED);

    try (Runs next = process(script())) {
      assertThat(next.resume(id, Watcher.NOBODY)).isEqualTo(new Resumption.Resumed());

      assertThat(next.await(id).state()).isEqualTo(RunState.COMPLETED);
    }
  }

  @Test
  void aPageWhoseOpeningWasCancelledIsOpenedAgain() throws Exception {
    var slow = new SlowWeb(given.web);
    try (Runs runs =
        new Runs(
            given.store,
            _ -> given.equipment(slow, Models.all(script(), TestRuns.PRICE)),
            ChildProcess.quick(Reach.OWN_RUNS))) {
      String id = runs.start(spec(), Watcher.NOBODY);
      slow.awaitReached();
      runs.cancel(id);
      assertThat(runs.await(id).state()).isEqualTo(RunState.CANCELLED);
      slow.opened.countDown();

      resumed(runs, id);

      assertThat(runs.await(id).state()).isEqualTo(RunState.COMPLETED);
      assertThat(given.steps(id))
          .extracting(StepJson::write)
          .noneMatch(step -> step.contains("was cancelled"));
      assertThat(given.web.visits).hasValue(1);
    }
  }

  @Test
  void aRunThatFailedForAWrongKeyIsCompletedByAModelThatWorks() throws Exception {
    ChatModel refusing =
        ScriptedChatModel.answering(
            _ -> {
              throw new ChatException(
                  ChatException.Kind.AUTHORISATION, "the key is wrong; set OPENAI_API_KEY");
            });
    var model = new AtomicReference<>(refusing);
    try (Runs runs =
        new Runs(
            given.store,
            _ -> given.equipment(given.web, Models.all(model.get(), TestRuns.PRICE)),
            ChildProcess.quick(Reach.OWN_RUNS))) {
      String id = runs.start(spec(), Watcher.NOBODY);
      Run failed = runs.await(id);
      assertThat(failed.state()).isEqualTo(RunState.FAILED);
      assertThat(Runs.answer(failed).orElseThrow().why()).contains("OPENAI_API_KEY");
      model.set(script());

      resumed(runs, id);

      assertThat(runs.await(id).state()).isEqualTo(RunState.COMPLETED);
      assertThat(given.answer(id).answer()).isEqualTo("330 m");
    }
  }

  @Test
  void twoProcessesNeverWorkOnOneRun() throws Exception {
    ScriptedChatModel script = script();
    var model = new Turnstile(script, FINISH);
    try (RunStore other = RunStore.open(folder);
        Runs first = process(model);
        Runs second = new Runs(other, _ -> given.equipment(), ChildProcess.quick(Reach.ALL_RUNS))) {
      String id = first.start(spec(), Watcher.NOBODY);
      model.awaitReached();

      Resumption meanwhile = second.resume(id, Watcher.NOBODY);
      model.open();
      Run run = second.await(id);

      assertThat(meanwhile)
          .isInstanceOfSatisfying(
              Resumption.Refused.class, refused -> assertThat(refused.why()).contains("running"));
      assertThat(run.state()).isEqualTo(RunState.COMPLETED);
      assertThat(script.requests()).hasSize(FINISH + 1);
      assertThat(given.store.calls(id)).noneMatch(Call::repeated);
      assertThat(second.resume(id, Watcher.NOBODY)).isInstanceOf(Resumption.Refused.class);
    }
  }

  private static ScriptedChatModel script() {
    return Script.model(
        FACT,
        DeepSearchTest.SEARCH,
        DeepSearchTest.OPEN,
        DeepSearchTest.ASK,
        DeepSearchTest.FINISH);
  }

  private static RunSpec spec() {
    return TestRuns.spec(QUESTION, AgentConfig.DEFAULT, "scripted");
  }

  private Runs process(ChatModel model) {
    return new Runs(
        given.store,
        _ -> given.equipment(given.web, Models.all(model, TestRuns.PRICE)),
        ChildProcess.quick(Reach.OWN_RUNS));
  }

  /// Resumes as soon as the queue has let go of the run: it ends a moment before that.
  private static Resumption resumed(Runs runs, String id) {
    var resumption = new AtomicReference<Resumption>(new Resumption.Refused("not tried"));
    Await.until(
        "the run is resumed",
        Duration.ofSeconds(30),
        () -> {
          resumption.set(runs.resume(id, Watcher.NOBODY));
          return resumption.get() instanceof Resumption.Resumed;
        });
    return resumption.get();
  }

  private static Watcher watcher(List<String> seen) {
    return new Watcher() {
      @Override
      public void step(int position, Step step) {
        seen.add(position, StepJson.write(step));
      }

      @Override
      public void waitingFor(CallKind kind, String what) {}

      @Override
      public void piece(Part part, Delta delta) {}
    };
  }

  /// A web whose first page never comes until it is let through; being interrupted it says what the
  /// crawler says.
  private static final class SlowWeb implements Web {
    private final Web web;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    private SlowWeb(Web web) {
      this.web = web;
    }

    private void awaitReached() throws InterruptedException {
      assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public Searched search(Query query) {
      return web.search(query);
    }

    @Override
    public Fetched open(URI url) {
      reached.countDown();
      try {
        opened.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Fetched.Unreachable(url, 0, "opening " + url + " was cancelled");
      }
      return web.open(url);
    }
  }
}
