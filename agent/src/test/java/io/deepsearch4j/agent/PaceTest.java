package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.CallLimits;
import io.deepsearch4j.chat.ChatConfig;
import io.deepsearch4j.chat.Price;
import io.deepsearch4j.chat.RemoteChatModel;
import io.deepsearch4j.chat.StubEndpoint;
import io.deepsearch4j.chat.Thinking;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What goes over the wire, for each family of models: documents are read slowly, actions chosen
/// fast.
class PaceTest {
  @TempDir Path folder;

  static Stream<Arguments> switches() {
    return Stream.of(
        family("PANGU", body -> lastContent(body).endsWith(" /no_think")),
        family("PANGU_2", body -> !body.at("/chat_template_kwargs/thinking").asBoolean(true)),
        family("QWEN3", body -> !body.at("/chat_template_kwargs/enable_thinking").asBoolean(true)),
        family("DEEPSEEK", body -> body.at("/thinking/type").asString("").equals("disabled")),
        family(
            "OPENAI",
            body ->
                List.of("none", "minimal", "low")
                    .contains(body.path("reasoning_effort").asString(""))),
        family("TWO_MODELS", body -> body.path("model").asString("").equals("quick-model")));
  }

  @ParameterizedTest
  @MethodSource("switches")
  void readingIsSlowAndChoosingIsFast(String thinking, Function<JsonNode, Boolean> isFast) {
    List<Boolean> fast = run(thinking, Pace.DEFAULT, isFast);

    // plan, search, open, ask, read, answer (nothing is open any more), judge
    assertThat(fast).containsExactly(true, true, true, true, false, false, false);
  }

  @ParameterizedTest
  @MethodSource("switches")
  void choosingCanBeSlowWhereSomethingIsNew(String thinking, Function<JsonNode, Boolean> isFast) {
    List<Boolean> fast = run(thinking, Pace.SLOW_ON_CHANGE, isFast);

    // plan, first search, open after hits, ask after an opened page, read, answer, judge
    assertThat(fast).containsExactly(true, false, false, true, false, false, false);
  }

  @ParameterizedTest
  @MethodSource("switches")
  void everythingCanBeFast(String thinking, Function<JsonNode, Boolean> isFast) {
    assertThat(run(thinking, Pace.always(Thinking.FAST), isFast)).hasSize(7).containsOnly(true);
  }

  @ParameterizedTest
  @MethodSource("switches")
  void everythingCanBeSlow(String thinking, Function<JsonNode, Boolean> isFast) {
    assertThat(run(thinking, Pace.always(Thinking.SLOW), isFast)).hasSize(7).containsOnly(false);
  }

  private List<Boolean> run(String thinking, Pace pace, Function<JsonNode, Boolean> isFast) {
    try (StubEndpoint endpoint = StubEndpoint.start()) {
      endpoint.plays(
          StubEndpoint.says(
              "{\"conditions\":[\"the height\"],\"queries\":[\"tower\"],\"key_urls\":[],\"stop_rule\":\"\"}"),
          StubEndpoint.calls("c1", "batch_web_search", "{\"queries\":[\"tower\"]}"),
          StubEndpoint.calls("c2", "url_crawler", "{\"urls\":[\"https://tower.example/\"]}"),
          StubEndpoint.calls(
              "c3", "document_qa", "{\"tasks\":[{\"page\":\"P1\",\"question\":\"How high?\"}]}"),
          StubEndpoint.says(
              "{\"verdict\":\"ANSWERED\",\"answer\":\"330 m\",\"confidence\":0.9,\"evidence\":[{\"passage\":0,"
                  + "\"quote\":\"The tower is 330 m high.\",\"supports\":[\"C1\"],\"polarity\":\"SUPPORTS\"}],"
                  + "\"missing\":[],\"next_links\":[]}"),
          StubEndpoint.calls(
              "c4",
              "final_answer",
              "{\"answer\":\"330 m\",\"explanation\":\"The tower is 330 m high. [E1]\",\"confidence\":90}"),
          StubEndpoint.calls(
              "c5",
              "judge",
              "{\"sentences\":[{\"n\":1,\"support\":\"supported\"}],\"conditions\":[{\"id\":\"C1\",\"status\":\"satisfied\"}]}"));
      var config =
          new ChatConfig(
              "openai:slow-model",
              thinking.equals("TWO_MODELS") ? "openai:quick-model" : "",
              endpoint.baseUrl(),
              "",
              "openai",
              thinking,
              32_000,
              Price.FREE,
              CallLimits.DEFAULT);
      RemoteChatModel model = RemoteChatModel.open(config, Map.of("OPENAI_API_KEY", "key"));
      try (TestRuns runs = TestRuns.with(folder, model)) {
        runs.web.page("https://tower.example/", "The tower\nThe tower is 330 m high.");
        AgentConfig d = AgentConfig.DEFAULT;
        String id =
            runs.create(
                "How high is the tower?",
                new AgentConfig(
                    d.depth(),
                    0,
                    0,
                    0,
                    d.maxCost(),
                    0,
                    -1,
                    d.policy(),
                    d.window(),
                    pace,
                    d.style()));

        Run run = runs.work(id);

        assertThat(run.state()).isEqualTo(RunState.COMPLETED);
      }
      var fast = new ArrayList<Boolean>();
      endpoint.asked().forEach(asked -> fast.add(isFast.apply(asked.json())));
      return fast;
    }
  }

  private static Arguments family(String name, Function<JsonNode, Boolean> isFast) {
    return Arguments.of(name, isFast);
  }

  private static String lastContent(JsonNode body) {
    JsonNode messages = body.path("messages");
    return messages.path(messages.size() - 1).path("content").asString("");
  }
}
