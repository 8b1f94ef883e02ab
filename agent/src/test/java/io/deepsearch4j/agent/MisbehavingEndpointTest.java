package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.CallLimits;
import io.deepsearch4j.chat.ChatConfig;
import io.deepsearch4j.chat.Price;
import io.deepsearch4j.chat.RemoteChatModel;
import io.deepsearch4j.chat.StubEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a model server does, a run ends with an answer or with a sentence that says what to do.
class MisbehavingEndpointTest {
  @TempDir Path folder;

  static Stream<Arguments> manners() {
    return Stream.of(
        manner("throttles for ever", StubEndpoint.refusesFor(429, "0")),
        manner("breaks", StubEndpoint.refuses(500, "oops")),
        manner("never begins to answer", StubEndpoint.hangs()),
        manner("cuts the stream", StubEndpoint.cutsOffAfter("{\"con")),
        manner("falls silent", StubEndpoint.fallsSilentAfter("{\"con")),
        manner(
            "wants malformed tools",
            StubEndpoint.calls("c", "batch_web_search", "{\"queries\": [")),
        manner("leaks its thinking", StubEndpoint.says("<think>hm, well", " I do not know")),
        manner("talks", StubEndpoint.says("The answer is probably 12.")),
        manner("does not know the model", StubEndpoint.refuses(404, "model not found")),
        manner("does not know the key", StubEndpoint.refuses(401, "invalid api key")),
        manner("sends no JSON", StubEndpoint.sends("<html>proxy error</html>")),
        manner("says nothing", StubEndpoint.says("")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("manners")
  void endsTheRunInWords(String manner, StubEndpoint.Act act) {
    try (StubEndpoint endpoint = StubEndpoint.start()) {
      endpoint.plays(act);
      var limits =
          new CallLimits(
              Duration.ofSeconds(2),
              Duration.ofMillis(150),
              Duration.ofMillis(150),
              Duration.ofSeconds(3),
              2,
              1L << 20);
      var config =
          new ChatConfig(
              "openai:stub-model",
              "",
              endpoint.baseUrl(),
              "",
              "openai",
              "NONE",
              32_000,
              Price.FREE,
              limits);
      try (TestRuns runs =
          TestRuns.with(folder, RemoteChatModel.open(config, Map.of("OPENAI_API_KEY", "k")))) {
        runs.web.page("https://tower.example/", "The tower\nThe tower is 330 m high.");
        String id = runs.create("How high is the tower?", AgentConfig.DEFAULT);

        Run run = runs.work(id);

        assertThat(run.state().isEnded()).isTrue();
        Answer answer = runs.answer(id);
        assertThat(answer.answer().isBlank() && answer.why().isBlank())
            .as("an answer or a reason")
            .isFalse();
        assertThat(answer.partial()).isTrue();
      }
    }
  }

  private static Arguments manner(String name, StubEndpoint.Act act) {
    return Arguments.of(name, act);
  }
}
