package io.deepsearch4j.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteChatModelTest {
  private final StubEndpoint stub = StubEndpoint.start();
  private final List<Delta> deltas = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();

  @AfterEach
  void close() {
    stub.close();
  }

  @Test
  void handsPiecesOnAndJoinsThem() {
    stub.plays(StubEndpoint.says("Hel", "lo"));

    Reply reply = model(limits -> limits).reply(question("Hi?", Thinking.SLOW), deltas::add);

    assertThat(reply.message().text()).isEqualTo("Hello");
    assertThat(reply.usage()).isEqualTo(new Usage(11, 0, 7, 0));
    assertThat(reply.finish()).isEqualTo(Reply.Finish.STOP);
    assertThat(deltas).containsExactly(new Delta.Text("Hel"), new Delta.Text("lo"));
  }

  @Test
  void readsThinkingUnderBothNames() {
    stub.plays(
        StubEndpoint.thinks("reasoning_content", "hm", "A"),
        StubEndpoint.thinks("reasoning", "hm", "A"));

    for (int i = 0; i < 2; i++) {
      Reply reply = ask(model(limits -> limits));
      assertThat(reply.message().reasoning()).isEqualTo("hm");
      assertThat(reply.usage().reasoning()).isEqualTo(5);
    }
    assertThat(deltas).contains(new Delta.Reasoning("hm"), new Delta.Text("A"));
  }

  @Test
  void joinsACallFromItsFragments() {
    stub.plays(StubEndpoint.calls("id1", "search", "{\"q\": \"the tower\"}"));

    Reply reply = ask(model(limits -> limits));

    assertThat(reply.finish()).isEqualTo(Reply.Finish.TOOL_CALLS);
    assertThat(reply.message().calls())
        .containsExactly(
            new ToolCall("id1", "search", "{\"q\":\"the tower\"}", ToolCall.Parse.STRICT));
  }

  @Test
  void keepsCallsApartThatAServerNumbersAlike() {
    stub.plays(
        StubEndpoint.streams(
            List.of(
                StubEndpoint.fragment(0, "a", "search", "{}"),
                StubEndpoint.fragment(0, "b", "open", "{}"),
                StubEndpoint.finish("stop"))));

    Reply reply = ask(model(limits -> limits));

    assertThat(reply.message().calls())
        .extracting(ToolCall::tool)
        .containsExactly("search", "open");
    assertThat(reply.finish()).isEqualTo(Reply.Finish.TOOL_CALLS);
  }

  @Test
  void takesAReplyThatIsNoStream() {
    stub.plays(
        StubEndpoint.sends(
            """
            {"model":"stub-model","choices":[{"message":{"role":"assistant","content":"Hello",
            "reasoning":"hm"},"finish_reason":"length"}],
            "usage":{"prompt_tokens":9,"prompt_tokens_details":{"cached_tokens":4},"completion_tokens":3}}
            """));

    Reply reply = ask(model(limits -> limits));

    assertThat(reply.message().text()).isEqualTo("Hello");
    assertThat(reply.finish()).isEqualTo(Reply.Finish.LENGTH);
    assertThat(reply.usage()).isEqualTo(new Usage(9, 4, 3, 1));
  }

  @Test
  void estimatesTokensThatTheServerDoesNotCount() {
    stub.plays(
        StubEndpoint.streams(
            List.of(StubEndpoint.delta("content", "Hello there"), StubEndpoint.finish("stop"))));

    Reply reply = ask(model(limits -> limits));

    assertThat(reply.usage().completion()).isEqualTo(4);
    assertThat(reply.remarks()).anyMatch(remark -> remark.contains("estimated"));
  }

  @Test
  void saysWhenAFastReplyWasThoughtAllTheSame() {
    stub.plays(
        StubEndpoint.thinks("reasoning", "hm", "A"), StubEndpoint.says("<think>", "x</think>B"));
    RemoteChatModel model = model(limits -> limits);

    Reply apart = model.reply(question("?", Thinking.FAST), deltas::add);
    Reply leaked = model.reply(question("?", Thinking.FAST), deltas::add);

    assertThat(apart.modeIgnored()).isTrue();
    assertThat(leaked.modeIgnored()).isTrue();
    assertThat(leaked.message()).isEqualTo(new Message.Assistant("B", "x", List.of()));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 529})
  void asksAgainWhatMayPass(int status) {
    stub.plays(StubEndpoint.refuses(status, "busy"), StubEndpoint.says("ok"));

    Reply reply = ask(model(limits -> limits));

    assertThat(reply.message().text()).isEqualTo("ok");
    assertThat(reply.remarks()).anyMatch(remark -> remark.contains("busy"));
    assertThat(pauses).hasSize(1);
  }

  @Test
  void waitsAsLongAsTheServerAsks() {
    stub.plays(StubEndpoint.refusesFor(429, "17"), StubEndpoint.says("ok"));

    ask(model(limits -> limits));

    assertThat(pauses).containsExactly(Duration.ofSeconds(17));
  }

  @Test
  void givesUpAtOnceWhereTheServerAsksForMoreTimeThanThereIs() {
    stub.plays(StubEndpoint.refusesFor(429, "86400"));

    assertThatThrownBy(() -> ask(model(limits -> limits)))
        .isInstanceOfSatisfying(
            ChatException.class,
            e -> assertThat(e.kind()).isEqualTo(ChatException.Kind.UNAVAILABLE))
        .hasMessageContaining("slow down");
    assertThat(pauses).isEmpty();
  }

  @Test
  void waitsLongerEachTimeAndThenSaysWhatToDo() {
    stub.plays(StubEndpoint.refuses(503, "overloaded"));

    assertThatThrownBy(() -> ask(model(limits -> limits)))
        .isInstanceOfSatisfying(
            ChatException.class,
            e -> assertThat(e.kind()).isEqualTo(ChatException.Kind.UNAVAILABLE))
        .hasMessageContainingAll("4 tries", "overloaded", "chat.base-url");
    assertThat(pauses).hasSize(3).isSorted();
    assertThat(pauses.getLast()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void asksForTheWholeReplyAgainWhenItWasCutOff() {
    stub.plays(StubEndpoint.cutsOffAfter("Hel"), StubEndpoint.says("Hello"));

    Reply reply = ask(model(limits -> limits));

    assertThat(reply.message().text()).isEqualTo("Hello");
    assertThat(reply.remarks()).anyMatch(remark -> remark.contains("cut off"));
  }

  @Test
  void doesNotWaitForAServerThatNeverBegins() {
    stub.plays(StubEndpoint.hangs(), StubEndpoint.says("ok"));

    assertThat(ask(model(withWaits(200, 5_000))).message().text()).isEqualTo("ok");
  }

  @Test
  void doesNotWaitForAServerThatFallsSilent() {
    stub.plays(StubEndpoint.fallsSilentAfter("Hel"), StubEndpoint.says("ok"));

    assertThat(ask(model(withWaits(5_000, 200))).message().text()).isEqualTo("ok");
  }

  @Test
  void doesNotTakeKeepAlivesForAReply() {
    stub.plays(
        stage -> {
          var out = stage.stream();
          // Until the client has had enough and hangs up.
          while (true) {
            out.write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
          }
        },
        StubEndpoint.says("ok"));

    Reply reply = ask(model(withWaits(200, 200)));

    assertThat(reply.message().text()).isEqualTo("ok");
  }

  @Test
  void refusesAReplyWithoutEnd() {
    stub.plays(
        stage -> {
          var out = stage.stream();
          while (true) {
            out.write(
                ("data: " + StubEndpoint.delta("content", "more ") + "\n\n")
                    .getBytes(StandardCharsets.UTF_8));
          }
        });

    assertThatThrownBy(() -> ask(model(limits -> limits)))
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("chat.limits.reply-bytes");
  }

  @Test
  void mendsAMalformedCall() {
    stub.plays(
        StubEndpoint.calls("c", "search", "{'q': 'x',"),
        StubEndpoint.calls("c", "search", "q = x"));
    RemoteChatModel model = model(limits -> limits);

    assertThat(ask(model).message().calls())
        .containsExactly(new ToolCall("c", "search", "{\"q\":\"x\"}", ToolCall.Parse.REPAIRED));
    assertThat(ask(model).message().calls())
        .containsExactly(new ToolCall("c", "search", "q = x", ToolCall.Parse.BROKEN));
  }

  @Test
  void namesTheVariableOfAWrongKeyAndNeverTheKey() {
    stub.plays(StubEndpoint.refuses(401, "Incorrect API key provided: sk-secret-of-the-test"));

    assertThatThrownBy(() -> ask(model(limits -> limits)))
        .isInstanceOfSatisfying(
            ChatException.class,
            e -> assertThat(e.kind()).isEqualTo(ChatException.Kind.AUTHORISATION))
        .hasMessageContaining("OPENAI_API_KEY")
        .hasMessageNotContaining("sk-secret");
    assertThat(stub.asked().getFirst().authorization()).isEqualTo("Bearer sk-secret-of-the-test");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 429, 500})
  void blotsKeysOutOfEveryComplaint(int status) {
    stub.plays(StubEndpoint.refuses(status, "key sk-secret-of-the-test is odd"));

    assertThatThrownBy(() -> ask(model(limits -> limits)))
        .isInstanceOf(ChatException.class)
        .hasMessageNotContaining("secret-of-the-test");
  }

  @Test
  void blotsKeysOutOfRemarks() {
    stub.plays(StubEndpoint.refuses(503, "key sk-secret-of-the-test"), StubEndpoint.says("ok"));

    assertThat(ask(model(limits -> limits)).remarks())
        .hasSize(1)
        .noneMatch(remark -> remark.contains("secret-of"));
  }

  @Test
  void showsLeakedThinkingAsThinkingWhileItStreams() {
    stub.plays(StubEndpoint.says("<th", "ink>h", "m</thi", "nk>4", " < 5"));

    ask(model(limits -> limits));

    assertThat(deltas)
        .containsExactly(
            new Delta.Reasoning("h"),
            new Delta.Reasoning("m"),
            new Delta.Text("4"),
            new Delta.Text(" < 5"));
  }

  @Test
  void listsTheModelsThereAreForOneThereIsNot() {
    stub.offers("alpha", "beta")
        .plays(StubEndpoint.refuses(404, "The model `stub-model` does not exist"));

    assertThatThrownBy(() -> ask(model(limits -> limits)))
        .isInstanceOfSatisfying(
            ChatException.class,
            e -> assertThat(e.kind()).isEqualTo(ChatException.Kind.UNKNOWN_MODEL))
        .hasMessageContaining("alpha, beta");
  }

  @Test
  void remarksOnAnotherModelThanAskedFor() {
    stub.plays(
        StubEndpoint.sends(
            "{\"model\":\"tiny\",\"choices\":[{\"message\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}"));

    Reply reply = ask(model(limits -> limits));

    assertThat(reply.model()).isEqualTo("tiny");
    assertThat(reply.remarks()).anyMatch(remark -> remark.contains("tiny instead of stub-model"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This model's maximum context length is 8192 tokens, however you requested 9000 tokens",
        "the request exceeds the available context size",
        "prompt is too long: 210000 tokens > 200000 maximum"
      })
  void recognisesAnOverflowingWindow(String message) {
    stub.plays(StubEndpoint.refuses(400, message));

    assertThatThrownBy(() -> ask(model(limits -> limits)))
        .isInstanceOfSatisfying(
            ChatException.class,
            e -> assertThat(e.kind()).isEqualTo(ChatException.Kind.CONTEXT_OVERFLOW));
    assertThat(stub.asked()).hasSize(1);
  }

  @Test
  void asksForAShorterReplyWhereOnlyThatDoesNotFit() {
    stub.plays(
        StubEndpoint.refuses(
            400,
            "'max_tokens' is too large: 8192. This model's maximum context length is 4096 tokens and"
                + " your request has 1080 input tokens."),
        StubEndpoint.says("ok"));

    assertThat(ask(model(limits -> limits)).message().text()).isEqualTo("ok");
    assertThat(stub.asked().getLast().json().at("/max_tokens").asInt()).isEqualTo(3_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"temperature", "top_p", "stream_options"})
  void leavesOutAParameterThatTheModelRefusesAndRemembers(String parameter) {
    stub.plays(
        StubEndpoint.refuses(400, "Unsupported parameter: '" + parameter + "' with this model."),
        StubEndpoint.says("ok"));
    RemoteChatModel model = model(limits -> limits);

    Reply first = ask(model);
    ask(model);

    assertThat(first.remarks()).anyMatch(remark -> remark.contains(parameter));
    assertThat(stub.asked()).hasSize(3);
    assertThat(stub.asked().get(0).json().has(parameter)).isTrue();
    assertThat(stub.asked().get(1).json().has(parameter)).isFalse();
    assertThat(stub.asked().get(2).json().has(parameter)).isFalse();
  }

  @Test
  void usesTheOtherNameOfTheTokenLimit() {
    stub.plays(
        StubEndpoint.refuses(
            400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."),
        StubEndpoint.says("ok"));

    ask(model(limits -> limits));

    assertThat(stub.asked().getLast().json().at("/max_completion_tokens").asInt()).isEqualTo(8_192);
    assertThat(stub.asked().getLast().json().has("max_tokens")).isFalse();
  }

  @Test
  void offersToolsInTheTextWhereTheServerHasNone() {
    stub.plays(
        StubEndpoint.refuses(400, "stub-model does not support tools"),
        StubEndpoint.says("<tool_call>{\"name\":\"open\",\"arguments\":{}}</tool_call>"));
    var tools = List.of(new ToolSpec("open", "opens", "{\"type\":\"object\"}"));
    var request =
        new ChatRequest(List.of(new Message.User("?")), tools, Thinking.SLOW, Sampling.DEFAULT, "");

    Reply reply = model(limits -> limits).reply(request, deltas::add);

    assertThat(reply.message().calls()).extracting(ToolCall::tool).containsExactly("open");
    assertThat(stub.asked().getLast().json().has("tools")).isFalse();
    assertThat(stub.asked().getLast().json().at("/messages/0/content").asString())
        .contains("<tools>", "open");
  }

  @Test
  void saysWhatToDoAboutAWebPage() {
    stub.plays(stage -> stage.send(200, "text/html", "<html>Welcome</html>"));

    assertThatThrownBy(() -> ask(model(limits -> limits)))
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("chat.base-url");
  }

  @Test
  void isCancelledByInterruption() throws Exception {
    var begun = new CountDownLatch(1);
    stub.plays(
        stage -> {
          begun.countDown();
          stage.hang();
        });
    RemoteChatModel model = model(limits -> limits);
    var kinds = new ArrayList<String>();
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    ask(model);
                  } catch (ChatException e) {
                    kinds.add(e.kind() + " " + Thread.currentThread().isInterrupted());
                  }
                });

    begun.await();
    caller.interrupt();
    caller.join();

    assertThat(kinds).containsExactly("CANCELLED true");
  }

  @Test
  void hasANameForBillsAndHidesItsKey() {
    RemoteChatModel model = model(limits -> limits);

    assertThat(model.name()).isEqualTo("openai:stub-model");
    assertThat(model.toString()).doesNotContain("secret");
    assertThat(ModelRoute.of(ChatConfig.DEFAULT, Map.of("OPENAI_API_KEY", "sk-secret-of-the-test")))
        .asString()
        .contains("OPENAI_API_KEY")
        .doesNotContain("secret");
  }

  private Reply ask(RemoteChatModel model) {
    return model.reply(question("Hi?", Thinking.SLOW), deltas::add);
  }

  private static UnaryOperator<CallLimits> withWaits(int firstToken, int silence) {
    return limits ->
        new CallLimits(
            limits.connect(),
            Duration.ofMillis(firstToken),
            Duration.ofMillis(silence),
            limits.total(),
            limits.tries(),
            64 << 20);
  }

  private RemoteChatModel model(UnaryOperator<CallLimits> change) {
    ChatConfig config =
        ChatConfig.DEFAULT.withModel("openai:stub-model").withBaseUrl(stub.baseUrl());
    return new RemoteChatModel(
        ModelRoute.of(config, Map.of("OPENAI_API_KEY", "sk-secret-of-the-test")),
        change.apply(
            new CallLimits(
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                4,
                1 << 20)),
        InstantSource.system(),
        pauses::add,
        new SplittableRandom(7));
  }

  static ChatRequest question(String text, Thinking thinking) {
    return new ChatRequest(
        List.of(new Message.User(text)), List.of(), thinking, Sampling.DEFAULT, "");
  }
}
