package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.ScriptedChatModel;
import io.deepsearch4j.chat.ToolSpec;
import io.deepsearch4j.documents.Embedder;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tools of others in a run: called like ours, and what they say is evidence like any page.
class OutsideToolTest {
  private static final String FACT = "The tower is 330 m high.";
  private static final OutsideTool LOOK_UP =
      new OutsideTool(
          new ToolSpec(
              "wiki__lookup",
              "Looks a word up.",
              "{\"type\":\"object\",\"properties\":{\"word\":{\"type\":\"string\"}}}"),
          URI.create("mcp://wiki/lookup"));
  private static final String ARGUMENTS = "{\"word\":\"tower & 塔 #1\"}";

  @TempDir private Path folder;

  @Test
  void whatAToolSaysIsReadCitedAndReplayed() {
    ScriptedChatModel model =
        Script.model(FACT, "wiki__lookup " + ARGUMENTS, DeepSearchTest.ASK, DeepSearchTest.FINISH);
    try (TestRuns runs = TestRuns.with(folder, model)) {
      URI call = LOOK_UP.call(ARGUMENTS);
      runs.web.page(call.toString(), "wiki: lookup\n" + FACT);
      String id = create(runs);

      runs.work(id);

      assertThat(call.getQuery()).isEqualTo(ARGUMENTS);
      assertThat(runs.store.known(id).state()).isEqualTo(RunState.COMPLETED);
      assertThat(runs.web.visits.get()).isEqualTo(1);
      assertThat(runs.answer(id).citations()).extracting(Answer.Citation::url).contains(call);
      var replay = new Replay(runs.store, runs.web.store(), Embedder.none());
      assertThat(replay.replay(id, Watcher.NOBODY).divergence()).isEmpty();
    }
  }

  @Test
  void onlyTheResearcherIsOfferedThem() {
    ScriptedChatModel model =
        Script.model(FACT, "wiki__lookup " + ARGUMENTS, DeepSearchTest.ASK, DeepSearchTest.FINISH);
    try (TestRuns runs = TestRuns.with(folder, model)) {
      runs.web.page(LOOK_UP.call(ARGUMENTS).toString(), "wiki: lookup\n" + FACT);

      runs.work(create(runs));

      assertThat(model.requests())
          .filteredOn(OutsideToolTest::offersIt)
          .isNotEmpty()
          .allSatisfy(
              request -> assertThat(request.messages().getFirst().text()).startsWith("You answer"));
    }
  }

  @Test
  void noModelAndNoPageCanCallOneByItsAddress() {
    String address = LOOK_UP.call("{\"word\":\"secret\"}").toString();
    ScriptedChatModel model =
        Script.model(
            FACT,
            DeepSearchTest.SEARCH,
            DeepSearchTest.OPEN,
            "url_crawler {\"urls\":[\"" + address + "\"]}",
            "other__tool {}",
            DeepSearchTest.ASK,
            DeepSearchTest.FINISH);
    try (TestRuns runs = TestRuns.with(folder, model)) {
      runs.web.page("https://tower.example/", "tower height\n" + FACT, address);
      String id = create(runs);

      runs.work(id);

      assertThat(runs.store.known(id).state()).isEqualTo(RunState.COMPLETED);
      assertThat(runs.web.visits.get()).isEqualTo(1);
      assertThat(runs.steps(id))
          .anySatisfy(step -> assertThat(StepJson.write(step)).contains("is not an address"))
          .anySatisfy(
              step -> assertThat(StepJson.write(step)).contains("there is no tool of that name"));
    }
  }

  @Test
  void aRunWithoutAModelFollowsNoLinkToOne() {
    String address = LOOK_UP.call("{\"word\":\"tower height\"}").toString();
    try (TestRuns runs = TestRuns.withoutModel(folder)) {
      runs.web
          .page("https://tower.example/", "tower height\nNothing here.", address)
          .page(address, "tower height\n" + FACT);
      RunSpec spec = spec(TestRuns.spec("How high is the tower?", AgentConfig.DEFAULT, ""));
      String id = runs.store.create(spec.question().text(), spec.json());

      runs.work(id);

      assertThat(runs.steps(id)).isNotEmpty();
      assertThat(runs.answer(id).citations())
          .extracting(one -> one.url().getScheme())
          .doesNotContain("mcp");
    }
  }

  private static boolean offersIt(ChatRequest request) {
    return request.tools().contains(LOOK_UP.spec());
  }

  private static String create(TestRuns runs) {
    RunSpec spec = spec(TestRuns.spec("How high is the tower?", AgentConfig.DEFAULT, "scripted"));
    return runs.store.create(spec.question().text(), spec.json());
  }

  private static RunSpec spec(RunSpec plain) {
    return new RunSpec(
        plain.question(),
        plain.seeds(),
        plain.config(),
        plain.models(),
        plain.wiring(),
        plain.approval(),
        List.of(LOOK_UP));
  }
}
