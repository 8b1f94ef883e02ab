package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Delta;
import io.deepsearch4j.chat.LikelyToken;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.ScriptedChatModel;
import io.deepsearch4j.chat.Usage;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
  void logProbabilitiesStandBesideTheChoice() {
    try (var server = serving(new Weighing())) {
      JsonNode choice =
          server
              .client()
              .post(CHAT, asking("small", ",\"logprobs\":true,\"top_logprobs\":2"))
              .json()
              .path("choices")
              .path(0);

      JsonNode first = choice.path("logprobs").path("content").path(0);
      assertThat(choice.path("message").path("content").asString()).isEqualTo("Ja!");
      assertThat(choice.path("logprobs").path("content").size()).isEqualTo(2);
      assertThat(choice.path("logprobs").path("refusal").isNull()).isTrue();
      assertThat(first.path("token").asString()).isEqualTo("Ja");
      assertThat(first.path("logprob").asDouble()).isEqualTo(-0.5);
      assertThat(first.path("bytes").valueStream().map(JsonNode::asInt)).containsExactly(74, 97);
      assertThat(first.path("top_logprobs").valueStream().map(it -> it.path("token").asString()))
          .containsExactly("Ja", "No");
    }
  }

  @Test
  void logProbabilitiesComeWithThePieceOfTheirToken() {
    try (var server = serving(new Weighing())) {
      List<JsonNode> chunks =
          stream(server.client(), asking("small", ",\"logprobs\":true,\"stream\":true"));

      List<String> pieces =
          chunks.stream()
              .map(chunk -> chunk.path("choices").path(0))
              .filter(choice -> choice.path("logprobs").isObject())
              .map(
                  choice ->
                      choice.path("delta").path("content").asString()
                          + "="
                          + choice
                              .path("logprobs")
                              .path("content")
                              .path(0)
                              .path("token")
                              .asString())
              .toList();
      assertThat(pieces).containsExactly("Ja=Ja", "!=!");
      assertThat(joined(chunks, "content")).isEqualTo("Ja!");
    }
  }

  @Test
  void withoutBeingAskedNobodyGetsLogProbabilities() {
    try (var server = serving(new Weighing())) {
      JsonNode choice =
          server.client().post(CHAT, asking("small", "")).json().path("choices").path(0);

      assertThat(choice.path("logprobs").isNull()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "deepsearch"})
  void whoHasNoLogProbabilitiesSaysSo(String model) {
    try (var server = serving(ScriptedChatModel.of())) {
      Client.Got whole = server.client().post(CHAT, asking(model, ",\"logprobs\":true"));
      Client.Got streamed =
          server.client().post(CHAT, asking(model, ",\"logprobs\":true,\"stream\":true"));

      assertThat(whole.status()).isEqualTo(422);
      assertThat(streamed.status()).isEqualTo(422);
      assertThat(whole.json().path("error").path("message").asString()).contains("logprobs");
    }
  }

  /// Says "Ja!" in two tokens, and how likely each was where a request wants to know.
  private record Weighing() implements ChatModel {
    @Override
    public String name() {
      return "weighing";
    }

    @Override
    public boolean tellsLogProbabilities() {
      return true;
    }

    @Override
    public Reply reply(ChatRequest request, Consumer<Delta> watcher) {
      var yes = new LikelyToken.Candidate("Ja", List.of(74, 97), -0.5);
      var no = new LikelyToken.Candidate("No", List.of(78, 111), -1);
      var mark = new LikelyToken.Candidate("!", List.of(33), -0.25);
      var tokens =
          request.wantsLogProbabilities()
              ? List.of(
                  new LikelyToken(yes, List.of(yes, no)), new LikelyToken(mark, List.of(mark)))
              : List.<LikelyToken>of();
      for (int i = 0; i < 2; i++) {
        if (!tokens.isEmpty()) {
          watcher.accept(new Delta.Likelihoods(tokens.subList(i, i + 1)));
        }
        watcher.accept(new Delta.Text(i == 0 ? "Ja" : "!"));
      }
      return new Reply(
          new Message.Assistant("Ja!", "", List.of()),
          Reply.Finish.STOP,
          Usage.NONE,
          name(),
          false,
          List.of(),
          tokens);
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
        "{\"model\":\"small\",\"logprobs\":true,\"top_logprobs\":21,\"messages\":[{\"role\":\"user\",\"content\":\"\"}]}",
        "{\"model\":\"small\",\"top_logprobs\":2,\"messages\":[{\"role\":\"user\",\"content\":\"\"}]}",
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
