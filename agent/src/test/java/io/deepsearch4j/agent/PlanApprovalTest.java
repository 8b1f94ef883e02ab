package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.agent.RunQueueConfig.Reach;
import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ScriptedChatModel;
import io.deepsearch4j.documents.Embedder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that wait for a person: for the approval of a plan, and for the word that it is enough.
class PlanApprovalTest {
  private static final String QUESTION = "How high is the tower?";
  private static final Plan OTHER =
      new Plan(
          List.of(new Plan.Condition("C1", "the height in metres")),
          List.of("tower height"),
          List.of(),
          "");

  @TempDir Path folder;
  private TestRuns given;

  @BeforeEach
  void open() {
    given = TestRuns.with(folder, model());
    given.web.page("https://tower.example/", "The tower\nThe tower is 330 m high.");
  }

  @AfterEach
  void close() {
    given.close();
  }

  @Test
  void aRunWaitsForItsPlanAndThenGoesOnWithTheOneThatWasApproved() throws Exception {
    try (Runs runs = process(model())) {
      String id = startedAndWaiting(runs);
      Plan made = PlanReview.current(given.steps(id)).orElseThrow();

      PlanOutcome stale = runs.edit(id, "another", OTHER);
      PlanOutcome edited = runs.edit(id, made.sha256(), OTHER);
      PlanOutcome outdated = runs.approve(id, made.sha256());
      PlanOutcome approved = runs.approve(id, OTHER.sha256());
      Run run = runs.await(id);

      assertThat(stale).isEqualTo(new PlanOutcome.Stale(made.sha256()));
      assertThat(edited).isEqualTo(new PlanOutcome.Done(OTHER.sha256()));
      assertThat(outdated).isEqualTo(new PlanOutcome.Stale(OTHER.sha256()));
      assertThat(approved).isEqualTo(new PlanOutcome.Done(OTHER.sha256()));
      assertThat(run.state()).isEqualTo(RunState.COMPLETED);
      assertThat(given.steps(id))
          .filteredOn(Step.Began.class::isInstance)
          .first()
          .satisfies(began -> assertThat(((Step.Began) began).task().plan()).isEqualTo(OTHER));
      assertThat(runs.approve(id, "")).isInstanceOf(PlanOutcome.Refused.class);
      assertThat(replayed(id)).isEqualTo(new Replay.Result(given.steps(id).size(), ""));
    }
  }

  @Test
  void aRunThatWaitsIsCancelledAtOnceAndNotResumedUnapproved() throws Exception {
    try (Runs runs = process(model())) {
      String id = startedAndWaiting(runs);

      Resumption refused = runs.resume(id, Watcher.NOBODY);
      RunState cancelled = runs.cancel(id);

      assertThat(refused).isInstanceOf(Resumption.Refused.class);
      assertThat(cancelled).isEqualTo(RunState.CANCELLED);
    }
  }

  @Test
  void anotherProcessGoesOnWithARunThatItsOwnerLeftWaiting() throws Exception {
    String id;
    try (Runs first = process(model())) {
      id = startedAndWaiting(first);
    }
    try (Runs second = process(model())) {
      assertThat(second.find(id).orElseThrow().state()).isEqualTo(RunState.WAITING);

      second.approve(id, "");

      assertThat(second.await(id).state()).isEqualTo(RunState.COMPLETED);
    }
  }

  @Test
  void aRunThatIsAskedToFinishGivesItsAnswerFromWhatItKnows() throws Exception {
    var model = new Turnstile(model(), 2);
    try (Runs runs = process(model)) {
      String id = ((Start.Started) runs.start(spec(Approval.NOT_NEEDED), Asker.LOCAL)).id();
      model.awaitReached();

      boolean asked = runs.finishNow(id);
      model.open();
      Run run = runs.await(id);

      assertThat(asked).isTrue();
      assertThat(run.state()).isEqualTo(RunState.PARTIAL);
      assertThat(run.stopReason()).isEqualTo("ASKED_TO_FINISH");
      assertThat(runs.finishNow(id)).isFalse();
      assertThat(replayed(id)).isEqualTo(new Replay.Result(given.steps(id).size(), ""));
    }
  }

  @Test
  void aPlanThatAsksIsMadeAgainWithTheAnswersAndWaitsInTurn() throws Exception {
    try (Runs runs = process(asking())) {
      String id = startedAndWaiting(runs);
      Plan asks = plan(id);

      PlanOutcome stale = runs.answer(id, "another", List.of("the old one", "", ""));
      PlanOutcome unfit = runs.answer(id, asks.sha256(), List.of("the old one"));
      PlanOutcome answered = runs.answer(id, asks.sha256(), List.of("the old one", "", " "));
      awaitWaiting(runs, id);
      Plan made = plan(id);
      Replay.Result replayedWaiting = replayed(id);
      runs.approve(id, made.sha256());
      Run run = runs.await(id);

      assertThat(asks.questions())
          .extracting(Plan.Clarification::text)
          .containsExactly("Which tower?", "In metres?", "x".repeat(300) + "…");
      assertThat(stale).isEqualTo(new PlanOutcome.Stale(asks.sha256()));
      assertThat(unfit).isInstanceOf(PlanOutcome.Unfit.class);
      assertThat(answered).isInstanceOf(PlanOutcome.Done.class);
      assertThat(made.conditions())
          .extracting(Plan.Condition::text)
          .containsExactly("the height of the old one");
      assertThat(made.questions()).as("it asks once").isEmpty();
      assertThat(replayedWaiting).isEqualTo(new Replay.Result(3, ""));
      assertThat(run.state()).isEqualTo(RunState.COMPLETED);
      assertThat(replayed(id)).isEqualTo(new Replay.Result(given.steps(id).size(), ""));
      assertThat(runs.answer(id, made.sha256(), List.of())).isInstanceOf(PlanOutcome.Refused.class);
    }
  }

  @Test
  void anotherProcessPlansWithTheAnswersThatAKilledOneWasGiven() throws Exception {
    String id;
    var model = new Turnstile(asking(), 2);
    try (Runs first = process(model)) {
      id = startedAndWaiting(first);
      first.answer(id, plan(id).sha256(), List.of("the old one", "", ""));
      model.awaitReached();
    }
    try (Runs second = process(asking())) {
      awaitWaiting(second, id);

      assertThat(given.steps(id))
          .extracting(step -> ((Step.Planned) step).wantsNewPlan())
          .containsExactly(false, true, false);
      assertThat(plan(id).conditions().getFirst().text()).isEqualTo("the height of the old one");
    }
  }

  @Test
  void aPlanThatAsksCanBeApprovedWithoutAnswers() throws Exception {
    try (Runs runs = process(asking())) {
      String id = startedAndWaiting(runs);

      runs.approve(id, "");

      assertThat(runs.await(id).state()).isEqualTo(RunState.COMPLETED);
    }
  }

  @Test
  void nobodyIsAskedWhoWouldNotSeeTheQuestions() throws Exception {
    try (Runs runs = process(asking())) {
      String id = ((Start.Started) runs.start(spec(Approval.NOT_NEEDED), Asker.LOCAL)).id();

      Run run = runs.await(id);

      assertThat(run.state()).isEqualTo(RunState.COMPLETED);
      assertThat(plan(id).questions()).isEmpty();
    }
  }

  /// A model that asks back whenever it plans, and plans with the first answer once it has one.
  private static ChatModel asking() {
    ChatModel model = model();
    return ScriptedChatModel.answering(
        request -> {
          if (!request.messages().getFirst().text().startsWith("You plan")) {
            return model.reply(request, _ -> {});
          }
          boolean answered = request.messages().getLast().text().contains("the old one");
          return ScriptedChatModel.saying(
              "{\"conditions\":[\"the height"
                  + (answered ? " of the old one" : "")
                  + "\"],\"queries\":[\"tower height\"],\"key_urls\":[],\"stop_rule\":\"\","
                  + "\"questions\":[\"Which\\ntower?\",\" \",\"Which tower?\",\"In metres?\",\""
                  + "x".repeat(400)
                  + "\",\"And then?\"]}");
        });
  }

  private Plan plan(String id) {
    return PlanReview.current(given.steps(id)).orElseThrow();
  }

  private Replay.Result replayed(String id) {
    return new Replay(given.store, given.web.store(), Embedder.none()).replay(id, Watcher.NOBODY);
  }

  private String startedAndWaiting(Runs runs) {
    String id = ((Start.Started) runs.start(spec(Approval.NEEDED), Asker.LOCAL)).id();
    awaitWaiting(runs, id);
    return id;
  }

  private static void awaitWaiting(Runs runs, String id) {
    Await.until(
        "the run waits",
        Duration.ofSeconds(30),
        () -> runs.find(id).orElseThrow().state() == RunState.WAITING);
  }

  private Runs process(ChatModel model) {
    return new Runs(
        given.store,
        _ -> given.equipment(given.web, Models.all(model, TestRuns.PRICE)),
        ChildProcess.quick(Reach.ALL_RUNS));
  }

  private static ChatModel model() {
    return Script.model(
        "The tower is 330 m high.",
        DeepSearchTest.SEARCH,
        DeepSearchTest.OPEN,
        DeepSearchTest.ASK,
        DeepSearchTest.FINISH);
  }

  private static RunSpec spec(Approval approval) {
    RunSpec plain = TestRuns.spec(QUESTION, AgentConfig.DEFAULT, "scripted");
    return new RunSpec(
        plain.question(), plain.seeds(), plain.config(), plain.models(), plain.wiring(), approval);
  }
}
