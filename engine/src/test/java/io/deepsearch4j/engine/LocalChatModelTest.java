package io.deepsearch4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.deepsearch4j.chat.ChatException;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Delta;
import io.deepsearch4j.chat.Dialects;
import io.deepsearch4j.chat.LikelyToken;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.Sampling;
import io.deepsearch4j.chat.TextDialect;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.chat.ToolCall;
import io.deepsearch4j.chat.ToolSpec;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LocalChatModelTest {
  private static final Sampling GREEDY = new Sampling(0, 1, 300, 1);
  private static final ToolSpec SEARCH =
      new ToolSpec(
          "search",
          "Searches the web.",
          """
          {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]}""");

  private final BytesTokenizer tokenizer =
      new BytesTokenizer(
          List.of(
              "<s>",
              "[unused9]",
              "[unused10]",
              "[unused11]",
              "[unused12]",
              "[unused16]",
              "[unused17]",
              "<|im_start|>",
              "<|im_end|>",
              "<think>",
              "</think>",
              "<tool_call>",
              "</tool_call>"),
          "<s>");
  private final ScriptedNetwork network =
      new ScriptedNetwork(tokenizer.size(), 4000, id("[unused10]"));
  private final Engine engine =
      new Engine(
          network,
          tokenizer,
          EngineLimits.DEFAULT.withSpeculation(Speculation.PROMPT),
          InstantSource.system(),
          () -> {});
  private final LocalChatModel model = model(Dialects.PANGU_V1);
  private final List<Delta> deltas = new ArrayList<>();

  private LocalChatModel model(TextDialect dialect) {
    return new LocalChatModel("nano", engine, dialect, SamplingOptions.GREEDY, () -> 7);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private int id(String special) {
    return tokenizer.special(special).orElseThrow();
  }

  private void script(String text) {
    network.script(tokenizer.encodeWithSpecials(text));
  }

  private static ChatRequest request(Thinking thinking, List<ToolSpec> tools, String schema) {
    return new ChatRequest(List.of(new Message.User("Who?")), tools, thinking, GREEDY, schema);
  }

  private static ChatRequest slow() {
    return request(Thinking.SLOW, List.of(), "");
  }

  private String joined(Class<? extends Delta> kind) {
    var text = new StringBuilder();
    for (Delta delta : deltas) {
      if (kind.isInstance(delta)) {
        text.append(
            switch (delta) {
              case Delta.Text(var piece) -> piece;
              case Delta.Reasoning(var piece) -> piece;
              case Delta.Likelihoods _ -> "";
            });
      }
    }
    return text.toString();
  }

  @Test
  void tellsThoughtsFromTextByToken() {
    script("[unused16]想一想[unused17]It is 李四.[unused10]");

    Reply reply = model.reply(slow(), deltas::add);

    assertThat(reply.message()).isEqualTo(new Message.Assistant("It is 李四.", "想一想", List.of()));
    assertThat(reply.finish()).isEqualTo(Reply.Finish.STOP);
    assertThat(joined(Delta.Reasoning.class)).isEqualTo("想一想");
    assertThat(joined(Delta.Text.class)).isEqualTo("It is 李四.");
    assertThat(reply.model()).isEqualTo("nano");
    assertThat(model.name()).isEqualTo("local:nano");
  }

  @Test
  void countsTokensExactly() {
    ChatRequest request = slow();
    int prompt =
        Prompt.of(
                Dialects.PANGU_V1.renderText(request.messages(), List.of(), Thinking.SLOW),
                tokenizer)
            .length;
    script("[unused16]hm[unused17]yes[unused10]");
    Reply first = model.reply(request, deltas::add);
    script("[unused16]hm[unused17]yes[unused10]");
    Reply again = model.reply(request, deltas::add);

    assertThat(first.usage().prompt()).isEqualTo(prompt);
    assertThat(first.usage().cached()).isZero();
    assertThat(first.usage().completion()).isEqualTo(8);
    assertThat(first.usage().reasoning()).isEqualTo(2);
    assertThat(again.usage().cached()).isEqualTo(prompt - 1);
    assertThat(again.message()).isEqualTo(first.message());
  }

  @Test
  void readsACallOfAnOfferedTool() {
    script(
        "[unused16]ok[unused17]Let me look."
            + "[unused11][{\"name\": \"search\", \"arguments\": {\"query\": \"李四\"}}][unused12][unused10]");

    Reply reply = model.reply(request(Thinking.SLOW, List.of(SEARCH), ""), deltas::add);

    assertThat(reply.finish()).isEqualTo(Reply.Finish.TOOL_CALLS);
    assertThat(reply.message().calls())
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.tool()).isEqualTo("search");
              assertThat(call.arguments()).isEqualTo("{\"query\":\"李四\"}");
              assertThat(call.parse()).isEqualTo(ToolCall.Parse.STRICT);
            });
    assertThat(reply.message().text()).isEqualTo("Let me look.");
    assertThat(joined(Delta.Text.class)).isEqualTo("Let me look.");
  }

  @Test
  void cannotBeBroughtToWriteAMalformedCall() {
    // A tool that was not offered, arguments that are none, and no end.
    script(
        "[unused11][{\"name\": \"delete\", \"arguments\": nothing at all, I just talk on and on");

    Reply reply = model.reply(request(Thinking.SLOW, List.of(SEARCH), ""), deltas::add);

    assertThat(reply.message().calls())
        .allSatisfy(
            call -> {
              assertThat(call.tool()).isEqualTo("search");
              assertThat(call.parse()).isEqualTo(ToolCall.Parse.STRICT);
            });
    assertThat(reply.message().calls()).isNotEmpty();
  }

  @Test
  void closesACallThatRunsOutOfTokens() {
    script("[unused11][{\"name\": \"search\", \"arguments\": {\"query\": \"" + "x".repeat(500));

    Reply reply = model.reply(request(Thinking.SLOW, List.of(SEARCH), ""), deltas::add);

    assertThat(reply.finish()).isEqualTo(Reply.Finish.LENGTH);
    assertThat(reply.usage().completion()).isLessThanOrEqualTo(300);
    assertThat(reply.message().calls())
        .singleElement()
        .satisfies(call -> assertThat(call.parse()).isEqualTo(ToolCall.Parse.STRICT));
  }

  @Test
  void obeysASchema() {
    script("Sure! {\"age\": 42}");

    Reply reply =
        model.reply(
            request(
                Thinking.SLOW,
                List.of(),
                """
                {"type": "object", "properties": {"age": {"type": "integer"}},
                 "required": ["age"], "additionalProperties": false}"""),
            deltas::add);

    assertThat(reply.message().text()).matches("\\s*\\{\\s*\"age\":\\s*-?\\d+\\s*\\}");
  }

  @Test
  void tellsHowLikelyTheTokensOfTheTextWere() {
    script("[unused16]想[unused17]a李[unused10]");

    Reply reply = model.reply(slow().withLogProbabilities(2), deltas::add);

    // The script is logit 20, the end 1, all others 0.
    double whole = Math.log(Math.exp(20) + Math.exp(1) + tokenizer.size() - 2);
    assertThat(reply.likelihoods())
        .extracting(token -> token.chosen().bytes())
        .containsExactly(List.of(0x61), List.of(0xE6), List.of(0x9D), List.of(0x8E));
    assertThat(reply.likelihoods())
        .allSatisfy(
            token -> {
              assertThat(token.chosen().logProbability()).isCloseTo(20 - whole, within(1e-9));
              assertThat(token.likeliest()).hasSize(2).startsWith(token.chosen());
              assertThat(token.likeliest().getLast().text()).isEqualTo("[unused10]");
              assertThat(token.likeliest().getLast().logProbability())
                  .isCloseTo(1 - whole, within(1e-9));
            });
    assertThat(told()).isEqualTo(reply.likelihoods());
    assertThat(deltas.indexOf(new Delta.Text("a")))
        .isEqualTo(deltas.indexOf(new Delta.Likelihoods(reply.likelihoods().subList(0, 1))) + 1);
  }

  @Test
  void tellsLikelihoodsOfTheUnconstrainedModelAlsoWhereOnlyOneTokenMayCome() {
    ChatRequest request =
        request(
            Thinking.SLOW,
            List.of(),
            """
            {"type": "object", "properties": {"age": {"type": "integer"}},
             "required": ["age"], "additionalProperties": false}""");
    script("Sure! {\"age\": 42}");
    Reply without = model.reply(request, deltas::add);
    deltas.clear();
    script("Sure! {\"age\": 42}");

    Reply with = model.reply(request.withLogProbabilities(0), deltas::add);

    assertThat(with.message()).isEqualTo(without.message());
    assertThat(without.likelihoods()).isEmpty();
    assertThat(
            with.likelihoods().stream()
                .map(token -> token.chosen().text())
                .collect(Collectors.joining()))
        .isEqualTo(with.message().text());
    // The grammar forced a token that the model did not want.
    assertThat(with.likelihoods().getFirst().chosen().logProbability()).isLessThan(-15);
    assertThat(with.likelihoods()).allMatch(token -> token.likeliest().isEmpty());
  }

  private List<LikelyToken> told() {
    return deltas.stream()
        .filter(Delta.Likelihoods.class::isInstance)
        .flatMap(delta -> ((Delta.Likelihoods) delta).tokens().stream())
        .toList();
  }

  @Test
  void thinksFastWithAnEmptyThought() {
    script("[unused16][unused17]Paris[unused10]");

    Reply reply = model.reply(request(Thinking.FAST, List.of(), ""), deltas::add);

    assertThat(reply.message().text()).isEqualTo("Paris");
    assertThat(reply.message().reasoning()).isEmpty();
    assertThat(reply.modeIgnored()).isFalse();
  }

  @Test
  void saysSoWhenTheModelThoughtAllTheSame() {
    script("[unused16]but why[unused17]Paris[unused10]");

    Reply reply = model.reply(request(Thinking.FAST, List.of(), ""), deltas::add);

    assertThat(reply.modeIgnored()).isTrue();
    assertThat(reply.message().reasoning()).isEmpty();
  }

  @Test
  void speaksHermesToo() {
    script(
        "<think>\nhm\n</think>\n\n<tool_call>\n{\"name\": \"search\", \"arguments\": {\"query\": \"a\"}}\n</tool_call><|im_end|>");

    Reply reply =
        model(Dialects.HERMES).reply(request(Thinking.SLOW, List.of(SEARCH), ""), deltas::add);

    assertThat(reply.message().reasoning()).isEqualTo("hm");
    assertThat(reply.message().calls()).extracting(ToolCall::tool).containsExactly("search");
    assertThat(reply.finish()).isEqualTo(Reply.Finish.TOOL_CALLS);
  }

  @Test
  void saysThatTheMessagesDoNotFit() {
    var request =
        new ChatRequest(
            List.of(new Message.User("x".repeat(5000))), List.of(), Thinking.SLOW, GREEDY, "");

    assertThatThrownBy(() -> model.reply(request, deltas::add))
        .isInstanceOfSatisfying(
            ChatException.class,
            e -> assertThat(e.kind()).isEqualTo(ChatException.Kind.CONTEXT_OVERFLOW))
        .hasMessageContaining("holds 4000");
  }

  @Test
  void refusesASchemaThatIsNone() {
    assertThatThrownBy(
            () -> model.reply(request(Thinking.SLOW, List.of(), "{not json"), deltas::add))
        .isInstanceOfSatisfying(
            ChatException.class, e -> assertThat(e.kind()).isEqualTo(ChatException.Kind.REFUSED));
  }

  @Test
  void isCancelledByInterruption() {
    script("[unused16]" + "thinking on and on ".repeat(20));
    var gate = new CountDownLatch(1);
    network.waitFor(gate);
    Thread caller = Thread.currentThread();
    Thread.ofPlatform()
        .start(
            () -> {
              // Who is interrupted waits only once the interruption has been seen.
              while (caller.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
              }
              gate.countDown();
            });

    caller.interrupt();
    assertThatThrownBy(() -> model.reply(slow(), deltas::add))
        .isInstanceOfSatisfying(
            ChatException.class, e -> assertThat(e.kind()).isEqualTo(ChatException.Kind.CANCELLED));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void saysThatTheEngineIsClosed() {
    engine.close();

    assertThatThrownBy(() -> model.reply(slow(), deltas::add))
        .isInstanceOfSatisfying(
            ChatException.class,
            e -> assertThat(e.kind()).isEqualTo(ChatException.Kind.UNAVAILABLE))
        .hasMessageContaining("the engine is closed");
  }
}
