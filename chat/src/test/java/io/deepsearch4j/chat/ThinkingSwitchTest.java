package io.deepsearch4j.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ThinkingSwitchTest {
  private final StubEndpoint stub = StubEndpoint.start();

  @AfterEach
  void close() {
    stub.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          none          | FAST |                                                  |
          pangu         | SLOW |                                                  |
          pangu-2       | FAST | /chat_template_kwargs                            | {"thinking":false}
          pangu-2       | SLOW | /chat_template_kwargs                            | {"thinking":true}
          qwen3         | FAST | /chat_template_kwargs                            | {"enable_thinking":false}
          qwen3         | SLOW | /chat_template_kwargs                            | {"enable_thinking":true}
          qwen3-hosted  | FAST | /enable_thinking                                 | false
          qwen3-hosted  | SLOW | /enable_thinking                                 | true
          deepseek      | FAST | /thinking                                        | {"type":"disabled"}
          deepseek      | SLOW | /thinking                                        | {"type":"enabled"}
          deepseek-vllm | FAST |                                                  |
          deepseek-vllm | SLOW | /chat_template_kwargs                            | {"thinking":true}
          openai        | FAST | /reasoning_effort                                | "none"
          openai        | SLOW | /reasoning_effort                                | "high"
          """)
  void writesItsFieldAndNoOther(String name, Thinking thinking, String field, String value) {
    JsonNode body = sent(config(name), request(thinking, new Message.User("Hi")));

    List<String> fields = new ArrayList<>();
    for (String each :
        List.of("/chat_template_kwargs", "/enable_thinking", "/thinking", "/reasoning_effort")) {
      if (!body.at(each).isMissingNode()) {
        fields.add(each);
        assertThat(body.at(each)).hasToString(value);
      }
    }
    assertThat(fields).isEqualTo(field == null ? List.of() : List.of(field));
    assertThat(body.at("/messages/0/content").asString()).isEqualTo("Hi");
    assertThat(body.at("/model").asString()).isEqualTo("stub-model");
  }

  @ParameterizedTest
  @CsvSource({"FAST,quick-model", "SLOW,stub-model"})
  void choosesBetweenTwoModels(Thinking thinking, String model) {
    ChatConfig config = config("auto");
    var two =
        new ChatConfig(
            config.model(),
            "openai:quick-model",
            config.baseUrl(),
            "",
            "auto",
            "auto",
            config.window(),
            Price.FREE,
            config.limits());

    assertThat(sent(two, request(thinking, new Message.User("Hi"))).at("/model").asString())
        .isEqualTo(model);
  }

  @Test
  void tagsTheLastUserOrToolMessageForPangu() {
    var asked = new Message.User("Hi");
    var called =
        new Message.Assistant(
            "", "", List.of(new ToolCall("c", "open", "{}", ToolCall.Parse.STRICT)));
    var result = new Message.ToolResult("c", "open", "page");

    JsonNode first = sent(config("pangu"), request(Thinking.FAST, asked));
    JsonNode second = sent(config("pangu"), request(Thinking.FAST, asked, called, result));

    assertThat(first.at("/messages/0/content").asString()).isEqualTo("Hi /no_think");
    assertThat(second.at("/messages/2/content").asString()).isEqualTo("page /no_think");
  }

  @Test
  void neverChangesAPanguHistoryThatWasSent() {
    stub.plays(
        StubEndpoint.says("plan"),
        StubEndpoint.thinks("reasoning_content", "hm", "read"),
        StubEndpoint.thinks("reasoning_content", "leaked", "quick"),
        StubEndpoint.says("slow without a thought"),
        StubEndpoint.says("end"));
    RemoteChatModel model = RemoteChatModel.open(config("pangu"), Map.of());
    var messages = new ArrayList<Message>();
    var sent = new ArrayList<String>();

    for (Thinking thinking :
        List.of(Thinking.FAST, Thinking.SLOW, Thinking.FAST, Thinking.SLOW, Thinking.FAST)) {
      messages.add(new Message.User("step " + messages.size()));
      Reply reply = model.reply(request(thinking, messages.toArray(Message[]::new)), _ -> {});
      messages.add(reply.message());
      String all = stub.asked().getLast().json().at("/messages").toString();
      sent.add(all.substring(0, all.length() - 1));
    }

    for (int i = 1; i < sent.size(); i++) {
      assertThat(sent.get(i)).startsWith(sent.get(i - 1));
    }
    assertThat(sent.getLast()).contains("step 0 /no_think", "step 4 /no_think", "\"step 2\"");
  }

  @ParameterizedTest
  @CsvSource({
    "FreedomIntelligence/openPangu-Embedded-7B,http://h/v1,PANGU",
    "openPangu-R-72B-2512,http://h/v1,PANGU",
    "openPangu-2.0-Flash,http://h/v1,PANGU_2",
    "Qwen/Qwen3-8B,http://h/v1,QWEN3",
    "qwen3-8b,https://dashscope.aliyuncs.com/compatible-mode/v1,QWEN3_HOSTED",
    "Qwen/Qwen3-30B-A3B-Instruct-2507,http://h/v1,NONE",
    "deepseek-chat,https://api.deepseek.com/v1,DEEPSEEK",
    "deepseek-ai/DeepSeek-V3.1,http://h/v1,DEEPSEEK_VLLM",
    "gpt-5-mini,https://api.openai.com/v1,OPENAI",
    "o3,https://api.openai.com/v1,OPENAI",
    "gpt-4o,https://api.openai.com/v1,NONE",
    "llama-3,http://h/v1,NONE"
  })
  void isGuessedFromNameAndAddress(String model, URI baseUrl, ThinkingSwitch expected) {
    assertThat(ThinkingSwitch.guess(model, baseUrl)).isEqualTo(expected);
  }

  @Test
  void namesTheChoicesForAWrongName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ThinkingSwitch.named("turbo"))
        .withMessageContaining("qwen3-hosted");
  }

  private JsonNode sent(ChatConfig config, ChatRequest request) {
    stub.plays(StubEndpoint.says("ok"));
    RemoteChatModel.open(config, Map.of()).reply(request, _ -> {});
    return stub.asked().getLast().json();
  }

  private ChatConfig config(String thinking) {
    return new ChatConfig(
        "openai:stub-model",
        "",
        stub.baseUrl(),
        "",
        "auto",
        thinking,
        8_192,
        Price.FREE,
        CallLimits.DEFAULT);
  }

  private static ChatRequest request(Thinking thinking, Message... messages) {
    return new ChatRequest(List.of(messages), List.of(), thinking, Sampling.DEFAULT, "");
  }
}
