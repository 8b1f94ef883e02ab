package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.ChatException;
import io.deepsearch4j.chat.ScriptedChatModel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeepSearchTest {
  static final String SEARCH = "batch_web_search {\"queries\":[\"tower height\"]}";
  static final String OPEN = "url_crawler {\"urls\":[\"https://tower.example/\"]}";
  static final String ASK =
      "document_qa {\"tasks\":[{\"page\":\"P1\",\"question\":\"How high is the tower?\"}]}";
  static final String FINISH =
      "final_answer {\"answer\":\"330 m\",\"explanation\":\"The tower is 330 m high. [E1]\",\"confidence\":90}";

  @TempDir Path folder;

  @Test
  void answersWithEvidenceThatStandsOnThePage() {
    try (TestRuns runs =
        runs(Script.model("The tower is 330 m high.", SEARCH, OPEN, ASK, FINISH))) {
      String id = runs.create("How high is the tower?", AgentConfig.DEFAULT);

      Run run = runs.work(id);

      assertThat(run.state()).isEqualTo(RunState.COMPLETED);
      Answer answer = runs.answer(id);
      assertThat(answer.stopReason()).isEqualTo(StopReason.ANSWERED);
      assertThat(answer.answer()).isEqualTo("330 m");
      assertThat(answer.sentences())
          .singleElement()
          .satisfies(
              sentence -> {
                assertThat(sentence.verdict()).isEqualTo(Verdict.Support.SUPPORTED);
                assertThat(sentence.citations()).containsExactly(1);
              });
      assertThat(answer.citations().getFirst().quote()).isEqualTo("The tower is 330 m high.");
    }
  }

  @Test
  void everyActionHasExactlyOneObservation() {
    try (TestRuns runs =
        runs(Script.model("The tower is 330 m high.", SEARCH, OPEN, ASK, FINISH))) {
      String id = runs.create("How high is the tower?", AgentConfig.DEFAULT);

      runs.work(id);

      long chosen =
          runs.steps(id).stream()
              .filter(Step.Chosen.class::isInstance)
              .mapToLong(step -> ((Step.Chosen) step).actions().size())
              .sum();
      long acted = runs.steps(id).stream().filter(Step.Acted.class::isInstance).count();
      assertThat(acted).isEqualTo(chosen).isPositive();
    }
  }

  @Test
  void anInventedEvidenceIdIsNotRendered() {
    String invented = FINISH.replace("[E1]", "[E7]");
    try (TestRuns runs =
        runs(Script.model("The tower is 330 m high.", SEARCH, OPEN, ASK, invented))) {
      String id = runs.create("How high is the tower?", AgentConfig.DEFAULT);

      Run run = runs.work(id);

      assertThat(run.state()).isEqualTo(RunState.PARTIAL);
      assertThat(runs.answer(id).citations()).isEmpty();
      assertThat(runs.answer(id).sentences().getFirst().verdict())
          .isNotEqualTo(Verdict.Support.SUPPORTED);
    }
  }

  @Test
  void identicalCallsEndAsALoopWithinEightAndStillWithAnAnswer() {
    try (TestRuns runs = runs(Script.model("The tower is 330 m high.", SEARCH))) {
      String id = runs.create("How high is the tower?", AgentConfig.DEFAULT);

      runs.work(id);

      Step.Stopped stopped =
          runs.steps(id).stream()
              .filter(Step.Stopped.class::isInstance)
              .map(Step.Stopped.class::cast)
              .findFirst()
              .orElseThrow();
      assertThat(stopped.reason()).isEqualTo(StopReason.LOOP);
      List<Step> steps = runs.steps(id);
      long calls =
          steps.subList(0, steps.indexOf(stopped)).stream()
              .filter(
                  step ->
                      step instanceof Step.Chosen choice
                          && choice.actions().stream().anyMatch(Action.Search.class::isInstance))
              .count();
      assertThat(calls).isLessThanOrEqualTo(8);
      assertThat(runs.store.known(id).state()).isEqualTo(RunState.PARTIAL);
    }
  }

  @Test
  void searchAndOpenInTurnForEverEnd() {
    try (TestRuns runs =
        runs(
            Script.model(
                "The tower is 330 m high.",
                SEARCH,
                OPEN,
                SEARCH,
                OPEN,
                SEARCH,
                OPEN,
                SEARCH,
                OPEN,
                SEARCH,
                OPEN,
                SEARCH,
                OPEN,
                SEARCH,
                OPEN,
                SEARCH,
                OPEN,
                SEARCH,
                OPEN,
                SEARCH,
                OPEN,
                SEARCH,
                OPEN))) {
      String id = runs.create("How high is the tower?", AgentConfig.DEFAULT);

      runs.work(id);

      assertThat(runs.answer(id).stopReason()).isIn(StopReason.LOOP, StopReason.NO_PROGRESS);
    }
  }

  @Test
  void aHopelessCallIsExplainedThenRolledBackAndBounded() {
    try (TestRuns runs = runs(Script.model("x", "no_such_tool {}"))) {
      String id = runs.create("How high is the tower?", AgentConfig.DEFAULT);

      runs.work(id);

      List<Step> steps = runs.steps(id);
      long unusable =
          steps.stream()
              .filter(
                  step ->
                      step instanceof Step.Chosen choice
                          && Briefing.isUnusable(choice.actions())
                          && choice.episode().equals("research/0"))
              .count();
      assertThat(unusable).isLessThanOrEqualTo(Stops.UNUSABLE + 2);
      assertThat(steps).anyMatch(Step.Stopped.class::isInstance);
      assertThat(runs.answer(id).stopReason()).isNotEqualTo(StopReason.ANSWERED);
    }
  }

  @Test
  void aSpentBudgetEndsInAnAnswerFromWhatIsKnown() {
    String more = "batch_web_search {\"queries\":[\"tower %d\"]}";
    var calls = new ArrayList<>(List.of(SEARCH, OPEN, ASK));
    for (int i = 0; i < 20; i++) {
      calls.add(more.formatted(i));
    }
    try (TestRuns runs =
        runs(Script.model("The tower is 330 m high.", calls.toArray(String[]::new)))) {
      String id = runs.create("How high is the tower?", config(4, BigDecimal.ZERO));

      Run run = runs.work(id);

      assertThat(run.state()).isEqualTo(RunState.PARTIAL);
      Answer answer = runs.answer(id);
      assertThat(answer.stopReason()).isEqualTo(StopReason.MAX_TOOL_CALLS);
      assertThat(answer.citations()).isNotEmpty();
    }
  }

  @Test
  void aBudgetOfMoneyIsNeverPassed() {
    BigDecimal limit = new BigDecimal("0.02");
    try (TestRuns runs =
        runs(Script.model("The tower is 330 m high.", SEARCH, OPEN, ASK, FINISH))) {
      String id = runs.create("How high is the tower?", config(0, limit));

      runs.work(id);

      assertThat(runs.store.bill(id).total().cost()).isLessThanOrEqualTo(limit);
      assertThat(runs.store.known(id).state().isEnded()).isTrue();
    }
  }

  @Test
  void theSumOfTheStepsIsTheBill() {
    try (TestRuns runs =
        runs(Script.model("The tower is 330 m high.", SEARCH, OPEN, ASK, FINISH))) {
      String id = runs.create("How high is the tower?", AgentConfig.DEFAULT);

      runs.work(id);

      Spent steps = runs.steps(id).stream().map(Step::spent).reduce(Spent.NOTHING, Spent::plus);
      assertThat(steps.money()).isEqualByComparingTo(runs.store.bill(id).total().cost());
      assertThat(steps.usage()).isEqualTo(runs.store.bill(id).total().usage());
    }
  }

  @Test
  void aModelThatNeverAnswersEndsTheRunWithASentence() {
    var model =
        ScriptedChatModel.answering(
            _ -> {
              throw new ChatException(
                  ChatException.Kind.AUTHORISATION, "the key is wrong; set OPENAI_API_KEY");
            });
    try (TestRuns runs = runs(model)) {
      String id = runs.create("How high is the tower?", AgentConfig.DEFAULT);

      Run run = runs.work(id);

      assertThat(run.state()).isEqualTo(RunState.FAILED);
      assertThat(runs.answer(id).why()).contains("OPENAI_API_KEY");
    }
  }

  private static AgentConfig config(int steps, BigDecimal cost) {
    AgentConfig d = AgentConfig.DEFAULT;
    return new AgentConfig(
        d.depth(), steps, 0, 0, cost, 0, -1, d.policy(), d.window(), d.pace(), d.style());
  }

  private TestRuns runs(ScriptedChatModel model) {
    TestRuns runs = TestRuns.with(folder, model);
    runs.web.page(
        "https://tower.example/", "The tower\nThe tower is 330 m high.\nIt is made of iron.");
    return runs;
  }
}
