package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStatus;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ScriptedChatModel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients that know nothing of this project: the official one for Java, and langchain4j's.
class ClientLibrariesTest {
  @TempDir Path folder;

  @Test
  void theOfficialClientGetsAnAnswerWithCitations() {
    try (var server = TestServer.start(folder, Tower.model())) {
      ChatCompletion completion =
          official(server).chat().completions().create(asking("deepsearch"));

      var message = completion.choices().getFirst().message();
      assertThat(message.content()).contains("The tower is 330 m high. [1]");
      assertThat(message.annotations().orElseThrow().getFirst().urlCitation().url())
          .isEqualTo(Tower.PAGE.toString());
      assertThat(completion.usage().orElseThrow().totalTokens()).isPositive();
    }
  }

  @Test
  void theOfficialClientStreams() {
    try (var server = TestServer.start(folder, Tower.model());
        var stream = official(server).chat().completions().createStreaming(asking("deepsearch"))) {
      String text = stream.stream().map(ClientLibrariesTest::piece).collect(Collectors.joining());

      assertThat(text).isEqualTo("The tower is 330 m high. [1]");
    }
  }

  @Test
  void theOfficialClientWorksInTheBackgroundAndCancels() throws Exception {
    var gate = new Gate(Tower.model(), 2);
    try (var server = TestServer.start(folder, gate)) {
      OpenAIClient client = official(server);
      Response begun =
          client
              .responses()
              .create(
                  ResponseCreateParams.builder()
                      .model("deepsearch")
                      .input(Tower.QUESTION)
                      .background(true)
                      .build());
      gate.awaitReached();

      Response seen = client.responses().retrieve(begun.id());
      client.responses().cancel(begun.id());

      assertThat(seen.status()).contains(ResponseStatus.IN_PROGRESS);
      Await.until(
          () ->
              client
                  .responses()
                  .retrieve(begun.id())
                  .status()
                  .orElseThrow()
                  .equals(ResponseStatus.CANCELLED));
    }
  }

  @Test
  void langchain4jGetsAnswersAndCalls() {
    var model =
        ScriptedChatModel.of(
            ScriptedChatModel.saying("Yes."),
            ScriptedChatModel.calling(
                ScriptedChatModel.call("c1", "weather", "{\"city\":\"Oslo\"}")));
    try (var server = serving(model)) {
      var client =
          OpenAiChatModel.builder()
              .baseUrl(server.address() + "v1")
              .apiKey(TestServer.TOKEN)
              .modelName("small")
              .build();

      String answer = client.chat("Is it?");
      ChatResponse call =
          client.chat(
              ChatRequest.builder()
                  .messages(UserMessage.from("Weather?"))
                  .toolSpecifications(
                      ToolSpecification.builder()
                          .name("weather")
                          .parameters(JsonObjectSchema.builder().addStringProperty("city").build())
                          .build())
                  .build());

      assertThat(answer).isEqualTo("Yes.");
      assertThat(call.aiMessage().toolExecutionRequests().getFirst().arguments()).contains("Oslo");
    }
  }

  @Test
  void langchain4jStreamsTheAgent() throws Exception {
    try (var server = TestServer.start(folder, Tower.model())) {
      var done = new CompletableFuture<String>();
      var client =
          OpenAiStreamingChatModel.builder()
              .baseUrl(server.address() + "v1")
              .apiKey(TestServer.TOKEN)
              .modelName("deepsearch-quick")
              .build();

      client.chat(
          Tower.QUESTION,
          new StreamingChatResponseHandler() {
            @Override
            public void onCompleteResponse(ChatResponse response) {
              done.complete(response.aiMessage().text());
            }

            @Override
            public void onError(Throwable error) {
              done.completeExceptionally(error);
            }
          });

      assertThat(done.get(60, TimeUnit.SECONDS)).isEqualTo("The tower is 330 m high. [1]");
    }
  }

  private static OpenAIClient official(TestServer server) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(server.address() + "v1")
        .apiKey(TestServer.TOKEN)
        .build();
  }

  private static ChatCompletionCreateParams asking(String model) {
    return ChatCompletionCreateParams.builder().model(model).addUserMessage(Tower.QUESTION).build();
  }

  private static String piece(ChatCompletionChunk chunk) {
    return chunk.choices().isEmpty() ? "" : chunk.choices().getFirst().delta().content().orElse("");
  }

  private TestServer serving(ChatModel model) {
    return TestServer.start(
        folder, Tower.model(), "The tower", Map.of("small", model), UnaryOperator.identity());
  }
}
