package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.ScriptedChatModel;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The chat API, spoken by hand.
class OpenAiApiTest {
  private static final String CHAT = "v1/chat/completions";

  @TempDir Path folder;

  @Test
  void theAgentAnswersWithCitationsThatPointAtItsText() {
    try (var server = TestServer.start(folder, Tower.model())) {
      JsonNode answer = server.client().post(CHAT, asking("deepsearch", "")).json();

      JsonNode message = answer.path("choices").path(0).path("message");
      JsonNode citation = message.path("annotations").path(0).path("url_citation");
      String content = message.path("content").asString();
      assertThat(content).isEqualTo("The tower is 330 m high. [1]");
      assertThat(
              content.substring(
                  citation.path("start_index").asInt(), citation.path("end_index").asInt()))
          .isEqualTo("The tower is 330 m high.");
      assertThat(citation.path("quote").asString()).isEqualTo(Tower.FACT);
      assertThat(citation.path("evidence_id").asString()).isEqualTo("E1");
      assertThat(citation.path("verdict").asString()).isEqualTo("supported");
      assertThat(message.path("reasoning_content").asString()).contains("plan:", "searched");
      assertThat(answer.path("citations").path(0).asString()).isEqualTo(Tower.PAGE.toString());
      assertThat(answer.path("search_results").path(0).path("url").asString())
          .isEqualTo(Tower.PAGE.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}]",
        "\"response_format\":{\"type\":\"json_object\"}",
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":{}}}"
      })
  void theAgentRefusesWhatItWouldNotHonour(String field) {
    try (var server = TestServer.start(folder, Tower.model())) {
      for (AgentModel model : AgentModel.values()) {
        Client.Got got = server.client().post(CHAT, asking(model.id(), "," + field));

        assertThat(got.status()).isEqualTo(422);
        assertThat(got.json().path("error").path("message").asString())
            .startsWith("the agent ")
            .contains("leave ", "GET /v1/models");
      }
      assertThat(server.store.list(1)).isEmpty();
    }
  }

  @Test
  void theUsageOfTheAgentIsTheBillOfItsRun() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client.Got got = server.client().post(CHAT, asking("deepsearch-quick", ""));

      String run = got.header(AgentCompletion.RUN_HEADER);
      var bill = server.store.bill(run).total();
      JsonNode usage = got.json().path("usage");
      assertThat(usage.path("prompt_tokens").asLong()).isEqualTo(bill.usage().prompt());
      assertThat(usage.path("completion_tokens").asLong()).isEqualTo(bill.usage().completion());
      assertThat(usage.path("num_search_queries").asInt()).isEqualTo(1);
      assertThat(usage.path("cost").decimalValue()).isEqualByComparingTo(bill.cost());
    }
  }

  @Test
  void theAgentStreamsItsStepsAsReasoningAndItsAnswerAsContent() {
    try (var server = TestServer.start(folder, Tower.model())) {
      List<JsonNode> chunks = stream(server.client(), asking("deepsearch", ",\"stream\":true"));

      assertThat(joined(chunks, "reasoning_content")).contains("plan:", "verdict:");
      assertThat(joined(chunks, "content")).isEqualTo("The tower is 330 m high. [1]");
      JsonNode last = chunks.getLast();
      assertThat(last.path("choices").path(0).path("finish_reason").asString()).isEqualTo("stop");
      assertThat(last.path("usage").path("total_tokens").asLong()).isPositive();
      assertThat(last.path("citations").path(0).asString()).isEqualTo(Tower.PAGE.toString());
    }
  }

  @Test
  void aServedModelPassesToolsAndTheirResultsThrough() {
    var model =
        ScriptedChatModel.of(
            ScriptedChatModel.calling(
                ScriptedChatModel.call("c1", "weather", "{\"city\":\"Oslo\"}")),
            ScriptedChatModel.saying("It rains."));
    try (var server = serving(model)) {
      String tools =
          ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{\"type\":\"object\"}}}]";

      JsonNode first = server.client().post(CHAT, asking("small", tools)).json();
      JsonNode second =
          server
              .client()
              .post(
                  CHAT,
                  """
                  {"model":"small","messages":[{"role":"user","content":"Weather?"},
                   {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",
                     "function":{"name":"weather","arguments":"{}"}}]},
                   {"role":"tool","tool_call_id":"c1","content":"rain"}]}
                  """)
              .json();

      JsonNode call = first.path("choices").path(0).path("message").path("tool_calls").path(0);
      assertThat(call.path("function").path("name").asString()).isEqualTo("weather");
      assertThat(call.path("function").path("arguments").asString()).contains("Oslo");
      assertThat(first.path("choices").path(0).path("finish_reason").asString())
          .isEqualTo("tool_calls");
      assertThat(second.path("choices").path(0).path("message").path("content").asString())
          .isEqualTo("It rains.");
      assertThat(model.requests().getLast().messages().getLast())
          .isEqualTo(new Message.ToolResult("c1", "weather", "rain"));
    }
  }

  @Test
  void aSchemaASeedAndTheEffortReachTheModel() {
    var model = ScriptedChatModel.of(ScriptedChatModel.saying("{}"));
    try (var server = serving(model)) {
      server
          .client()
          .post(
              CHAT,
              asking(
                  "small",
                  """
                  ,"seed":7,"temperature":0,"max_tokens":99,"reasoning_effort":"low","response_format":
                  {"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object"}}}
                  """));

      ChatRequest request = model.requests().getFirst();
      assertThat(request.outputSchema()).isEqualTo("{\"type\":\"object\"}");
      assertThat(request.sampling().seed()).isEqualTo(7);
      assertThat(request.sampling().maxTokens()).isEqualTo(99);
      assertThat(request.thinking().name()).isEqualTo("FAST");
    }
  }

  @Test
  void aServedModelStreamsAndTellsItsCostWhenAsked() {
    try (var server = serving(ScriptedChatModel.of(ScriptedChatModel.thinking("hm", "Yes.")))) {
      List<JsonNode> chunks =
          stream(
              server.client(),
              asking("small", ",\"stream\":true,\"stream_options\":{\"include_usage\":true}"));

      assertThat(joined(chunks, "reasoning_content")).isEqualTo("hm");
      assertThat(joined(chunks, "content")).isEqualTo("Yes.");
      assertThat(chunks.getLast().path("choices").size()).isZero();
      assertThat(chunks.getLast().path("usage").path("completion_tokens").asLong()).isPositive();
    }
  }

  @Test
  void theAgentAndTheModelsAreListed() {
    try (var server = serving(ScriptedChatModel.of())) {
      JsonNode list = server.client().get("v1/models").json();

      assertThat(list.path("data").valueStream().map(one -> one.path("id").asString()))
          .containsExactly("deepsearch-quick", "deepsearch", "deepsearch-deep", "small");
      assertThat(server.client().get("v1/models/../../etc").status()).isNotEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\":\"small\"}",
        "{\"model\":\"small\",\"messages\":[]}",
        "{\"model\":\"small\",\"messages\":\"hello\"}",
        "{\"model\":\"small\",\"messages\":[{\"role\":\"king\",\"content\":\"\"}]}",
        "{\"model\":\"small\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]}]}",
        "{\"model\":\"small\",\"messages\":[{\"role\":\"tool\",\"tool_call_id\":\"x\",\"content\":\"\"}]}",
        "{\"model\":\"small\",\"n\":2,\"messages\":[{\"role\":\"user\",\"content\":\"\"}]}",
        "{\"model\":\"small\",\"temperature\":9,\"messages\":[{\"role\":\"user\",\"content\":\"\"}]}",
        "{\"model\":\"deepsearch\",\"messages\":[{\"role\":\"user\",\"content\":\" \"}]}",
      })
  void aRequestThatMakesNoSenseIsRefusedWithASentence(String body) {
    try (var server = serving(ScriptedChatModel.of())) {
      Client.Got got = server.client().post(CHAT, body);

      assertThat(got.status()).isEqualTo(422);
      assertThat(got.json().path("error").path("message").asString()).isNotBlank();
    }
  }

  @Test
  @Tag("slow")
  void anAnswerMayTakeLongerThanAConnectionMayBeIdle() {
    try (var server =
        serving(new Slow(ScriptedChatModel.of(ScriptedChatModel.saying("Yes.")), 35_000))) {
      assertThat(server.client().post(CHAT, asking("small", "")).status()).isEqualTo(200);
    }
  }

  private TestServer serving(ChatModel model) {
    return TestServer.start(
        folder, Tower.model(), "The tower", Map.of("small", model), UnaryOperator.identity());
  }

  private static String asking(String model, String more) {
    return "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]%s}"
        .formatted(model, Tower.QUESTION, more);
  }

  private static List<JsonNode> stream(Client client, String body) {
    try (Stream<String> lines =
        client.lines(
            client
                .request(CHAT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)))) {
      List<Client.Event> events = Client.events(lines);
      assertThat(events.getLast().data()).isEqualTo("[DONE]");
      return events.subList(0, events.size() - 1).stream().map(Client.Event::json).toList();
    }
  }

  private static String joined(List<JsonNode> chunks, String field) {
    return chunks.stream()
        .map(chunk -> chunk.path("choices").path(0).path("delta").path(field).asString(""))
        .collect(Collectors.joining());
  }
}
