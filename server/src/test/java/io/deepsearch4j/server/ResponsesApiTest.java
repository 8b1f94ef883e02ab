package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ScriptedChatModel;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The responses API, spoken by hand.
class ResponsesApiTest {
  private static final String RESPONSES = "v1/responses";

  @TempDir Path folder;

  @Test
  void theAgentWorksInTheBackgroundAndIsAskedForItsAnswerLater() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client client = server.client();

      JsonNode begun = client.post(RESPONSES, asking("deepsearch", true)).json();
      String path = RESPONSES + "/" + begun.path("id").asString();
      Await.until(() -> client.get(path).json().path("status").asString().equals("completed"));
      JsonNode ended = client.get(path).json();

      assertThat(begun.path("status").asString()).isIn("queued", "in_progress");
      List<String> types =
          ended.path("output").valueStream().map(item -> item.path("type").asString()).toList();
      assertThat(types).containsExactly("reasoning", "web_search_call", "message");
      JsonNode text = ended.path("output").path(2).path("content").path(0);
      assertThat(text.path("text").asString()).isEqualTo("The tower is 330 m high. [1]");
      assertThat(text.path("annotations").path(0).path("url").asString())
          .isEqualTo(Tower.PAGE.toString());
      assertThat(ended.path("usage").path("total_tokens").asLong()).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tools\":[{\"type\":\"function\",\"name\":\"weather\"}]",
        "\"tools\":[{\"type\":\"code_interpreter\"}]",
        "\"text\":{\"format\":{\"type\":\"json_object\"}}",
        "\"text\":{\"format\":{\"type\":\"json_schema\",\"schema\":{}}}"
      })
  void theAgentRefusesWhatItWouldNotHonour(String field) {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client.Got got =
          server
              .client()
              .post(
                  RESPONSES,
                  "{\"model\":\"deepsearch-deep\",\"input\":\"q\",\"background\":true,"
                      + field
                      + "}");

      assertThat(got.status()).isEqualTo(422);
      assertThat(got.json().path("error").path("message").asString())
          .startsWith("the agent ")
          .contains("leave ", "GET /v1/models");
      assertThat(server.store.list(1)).isEmpty();
    }
  }

  @Test
  void theAgentTakesLeaveToSearchTheWeb() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client.Got got =
          server
              .client()
              .post(
                  RESPONSES,
                  """
                  {"model":"deepsearch","input":"q","background":true,
                   "tools":[{"type":"web_search_preview"}],"text":{"format":{"type":"text"}}}""");

      assertThat(got.status()).isEqualTo(200);
    }
  }

  @Test
  void aBackgroundRunCanBeCancelled() throws Exception {
    var gate = new Gate(Tower.model(), 2);
    try (var server = TestServer.start(folder, gate)) {
      Client client = server.client();
      String path =
          RESPONSES
              + "/"
              + client.post(RESPONSES, asking("deepsearch", true)).json().path("id").asString();
      gate.awaitReached();

      client.post(path + "/cancel", "");

      Await.until(() -> client.get(path).json().path("status").asString().equals("cancelled"));
    }
  }

  @Test
  void aServedModelAnswersAtOnceAndInTheBackground() throws Exception {
    var gate = new Gate(ScriptedChatModel.answering(_ -> ScriptedChatModel.saying("Yes.")), 2);
    try (var server = serving(gate)) {
      Client client = server.client();

      JsonNode now = client.post(RESPONSES, asking("small", false)).json();
      JsonNode later = client.post(RESPONSES, asking("small", true)).json();
      gate.awaitReached();
      String path = RESPONSES + "/" + later.path("id").asString();
      JsonNode cancelled = client.post(path + "/cancel", "").json();

      assertThat(now.path("status").asString()).isEqualTo("completed");
      assertThat(now.path("output").path(0).path("content").path(0).path("text").asString())
          .isEqualTo("Yes.");
      assertThat(later.path("status").asString()).isEqualTo("in_progress");
      assertThat(cancelled.path("status").asString()).isEqualTo("cancelled");
      assertThat(server.client(TestServer.ADA).get(path).status()).isEqualTo(404);
    }
  }

  @Test
  void aStreamTellsOfTheResponseFromItsBeginningToItsEnd() {
    try (var server = serving(ScriptedChatModel.of(ScriptedChatModel.saying("Yes.")))) {
      List<String> types;
      Client client = server.client();
      try (Stream<String> lines =
          client.lines(
              client
                  .request(RESPONSES)
                  .header("Content-Type", "application/json")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "{\"model\":\"small\",\"input\":\"Is it?\",\"stream\":true}")))) {
        types = Client.events(lines).stream().map(Client.Event::type).toList();
      }

      assertThat(types)
          .startsWith("response.created", "response.in_progress", "response.output_text.delta")
          .endsWith("response.output_item.done", "response.completed");
    }
  }

  @Test
  void aCallAndItsOutputAreUnderstood() {
    var model =
        ScriptedChatModel.of(
            ScriptedChatModel.calling(ScriptedChatModel.call("c1", "weather", "{}")),
            ScriptedChatModel.saying("It rains."));
    try (var server = serving(model)) {
      Client client = server.client();
      JsonNode first =
          client
              .post(
                  RESPONSES,
                  "{\"model\":\"small\",\"input\":\"Weather?\",\"tools\":[{\"type\":\"function\",\"name\":\"weather\",\"parameters\":{}}]}")
              .json();
      JsonNode second =
          client
              .post(
                  RESPONSES,
                  """
                  {"model":"small","input":[{"role":"user","content":"Weather?"},
                   {"type":"function_call","call_id":"c1","name":"weather","arguments":"{}"},
                   {"type":"function_call_output","call_id":"c1","output":"rain"}]}
                  """)
              .json();

      assertThat(first.path("output").path(0).path("type").asString()).isEqualTo("function_call");
      assertThat(second.path("output").path(0).path("content").path(0).path("text").asString())
          .isEqualTo("It rains.");
    }
  }

  private TestServer serving(ChatModel model) {
    return TestServer.start(
        folder, Tower.model(), "The tower", Map.of("small", model), UnaryOperator.identity());
  }

  private static String asking(String model, boolean background) {
    return "{\"model\":\"%s\",\"input\":\"%s\",\"background\":%s}"
        .formatted(model, Tower.QUESTION, background);
  }
}
