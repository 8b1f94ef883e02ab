package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.StubEndpoint;
import io.deepsearch4j.chat.ToolCall;
import io.deepsearch4j.documents.Embedder;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Whole runs over HTTP, in every dialect.
class DialectRunTest {
  private static final String QUESTION = "How high is the tower?";
  private static final String FACT = "The tower is 330 m high.";
  private static final URI TOWER = URI.create("https://tower.example/");
  private static final String OPEN = "{\"urls\": [\"https://tower.example/\"]}";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void twoCallsLeadToTheAnswer(Tongue tongue) {
    try (StubEndpoint endpoint = StubEndpoint.start();
        TestRuns runs = runs(tongue.at(endpoint))) {
      plays(endpoint, tongue, OPEN);
      String id = create(runs);

      Run run = runs.work(id);

      assertThat(run.state()).isEqualTo(RunState.COMPLETED);
      Answer answer = runs.answer(id);
      assertThat(answer.stopReason()).isEqualTo(StopReason.ANSWERED);
      assertThat(answer.answer()).isEqualTo("330 m");
      assertThat(answer.citations()).extracting(Answer.Citation::quote).containsExactly(FACT);
      assertThat(observations(runs, id))
          .satisfiesExactly(
              opened -> assertThat(opened).isInstanceOf(Observation.Opened.class),
              found -> assertThat(found).isInstanceOf(Observation.Findings.class),
              ended -> assertThat(ended).isInstanceOf(Observation.Finished.class));
      assertThat(calls(runs, id)).extracting(ToolCall::parse).containsOnly(ToolCall.Parse.STRICT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatWasSentIsComputedAgainToTheByte(Tongue tongue) {
    try (StubEndpoint endpoint = StubEndpoint.start();
        StubEndpoint again = StubEndpoint.start();
        TestRuns runs = runs(tongue.at(endpoint))) {
      plays(endpoint, tongue, OPEN);
      String id = create(runs);
      runs.work(id);

      again.plays(StubEndpoint.says("noted"));
      ChatModel model = tongue.at(again);
      requests(runs, id).forEach(request -> model.reply(request, _ -> {}));

      List<String> sent =
          endpoint.asked().stream()
              .map(StubEndpoint.Asked::body)
              .filter(body -> !body.contains("You read one document"))
              .toList();
      assertThat(again.asked())
          .extracting(StubEndpoint.Asked::body)
          .hasSize(5)
          .containsExactlyElementsOf(sent);
      Replay.Result replayed =
          new Replay(runs.store, runs.web.store(), Embedder.none()).replay(id, Watcher.NOBODY);
      assertThat(replayed.divergence()).isEmpty();
      assertThat(replayed.steps()).isEqualTo(runs.steps(id).size());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "OPENAI   | {'urls': ['https://tower.example/']}",
        "OPENAI   | {\"urls\": [\"https://tower.example/\",],}",
        "OPENAI   | {\"urls\": [\"https://tower.example/\"",
        "HERMES   | {'urls': ['https://tower.example/']}",
        "HERMES   | {\"urls\": [\"https://tower.example/\",],}",
        "HERMES   | {\"urls\": [\"https://tower.example/\"",
        "PANGU_V1 | {'urls': ['https://tower.example/']}",
        "PANGU_V1 | {\"urls\": [\"https://tower.example/\",],}",
        "PANGU_V1 | {\"urls\": [\"https://tower.example/\""
      })
  void aMalformedCallIsMendedAndSaysSo(Tongue tongue, String arguments) {
    try (StubEndpoint endpoint = StubEndpoint.start();
        TestRuns runs = runs(tongue.at(endpoint))) {
      plays(endpoint, tongue, arguments);
      String id = create(runs);

      Run run = runs.work(id);

      assertThat(run.state()).isEqualTo(RunState.COMPLETED);
      ToolCall mended = calls(runs, id).getFirst();
      assertThat(mended.parse()).isEqualTo(ToolCall.Parse.REPAIRED);
      assertThat(Replies.JSON.readTree(mended.arguments())).isEqualTo(Replies.JSON.readTree(OPEN));
      assertThat(runs.web.visits).hasValue(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHopelessCallIsToldWhatIsExpectedAndTheRunGoesOn(Tongue tongue) {
    try (StubEndpoint endpoint = StubEndpoint.start();
        TestRuns runs = runs(tongue.at(endpoint))) {
      endpoint.plays(PLAN, tongue.calls("", "url_crawler", "the tower, please}"));
      afterThePlan(endpoint, tongue, OPEN);
      String id = create(runs);

      Run run = runs.work(id);

      assertThat(run.state()).isEqualTo(RunState.COMPLETED);
      assertThat(observations(runs, id).getFirst())
          .isInstanceOfSatisfying(
              Observation.Failed.class,
              failed -> assertThat(failed.why()).contains("\"urls\"", "JSON"));
      assertThat(calls(runs, id).getFirst().parse()).isEqualTo(ToolCall.Parse.BROKEN);
    }
  }

  private static final StubEndpoint.Act PLAN =
      StubEndpoint.says(
          "{\"conditions\":[\"the height\"],\"queries\":[\"tower\"],\"key_urls\":[],\"stop_rule\":\"\"}");

  private static void plays(StubEndpoint endpoint, Tongue tongue, String open) {
    endpoint.plays(PLAN);
    afterThePlan(endpoint, tongue, open);
  }

  private static void afterThePlan(StubEndpoint endpoint, Tongue tongue, String open) {
    endpoint.plays(
        tongue.calls("", "url_crawler", open),
        tongue.calls(
            "", "document_qa", "{\"tasks\": [{\"page\": \"P1\", \"question\": \"How high?\"}]}"),
        StubEndpoint.says(
            "{\"verdict\":\"ANSWERED\",\"answer\":\"330 m\",\"confidence\":0.9,\"evidence\":[{\"passage\":0,"
                + "\"quote\":\"The tower is 330 m high.\",\"supports\":[\"C1\"],\"polarity\":\"SUPPORTS\"}],"
                + "\"missing\":[],\"next_links\":[]}"),
        tongue.calls(
            "The page says it.",
            "final_answer",
            "{\"answer\": \"330 m\", \"explanation\": \"The tower is 330 m high. [E1]\", \"confidence\": 90}"),
        tongue.calls(
            "It stands there.",
            "judge",
            "{\"sentences\": [{\"n\": 1, \"support\": \"supported\"}], \"conditions\": [{\"id\": \"C1\","
                + " \"status\": \"satisfied\"}]}"));
  }

  private TestRuns runs(ChatModel model) {
    TestRuns runs = TestRuns.with(folder, model);
    runs.web.page(TOWER.toString(), "The tower\n" + FACT);
    return runs;
  }

  private static String create(TestRuns runs) {
    RunSpec spec = TestRuns.spec(QUESTION, AgentConfig.DEFAULT, "openai:stub-model", TOWER);
    return runs.store.create(QUESTION, spec.json());
  }

  /// What planner, researcher and verifier were sent, computed from the stored steps.
  private static List<ChatRequest> requests(TestRuns runs, String id) {
    RunSpec spec = RunSpec.of(runs.store.known(id));
    var requests = new ArrayList<ChatRequest>();
    requests.add(
        new ModelPlanner(new RulePlanner(), spec.config().pace().plan(), spec.approval())
            .request(spec.question(), spec.seeds(), List.of()));
    List<Step> steps = runs.steps(id);
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof Step.Chosen choice) {
        List<Step> before =
            steps.subList(0, i).stream()
                .filter(step -> step.episode().equals(choice.episode()))
                .toList();
        requests.add(Briefing.request(new Trajectory(before)));
      }
    }
    return requests;
  }

  private static List<Observation> observations(TestRuns runs, String id) {
    return runs.steps(id).stream()
        .filter(step -> step.episode().equals("research/0"))
        .filter(Step.Acted.class::isInstance)
        .map(step -> ((Step.Acted) step).observation())
        .toList();
  }

  private static List<ToolCall> calls(TestRuns runs, String id) {
    return runs.steps(id).stream()
        .filter(Step.Chosen.class::isInstance)
        .flatMap(step -> ((Step.Chosen) step).turn().message().calls().stream())
        .toList();
  }
}
