package io.deepsearch4j.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemoteChatModelTest {
  private final StubEndpoint stub = StubEndpoint.start();
  private final List<Delta> deltas = new ArrayList<>();

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
        _ -> {},
        new SplittableRandom(7));
  }

  static ChatRequest question(String text, Thinking thinking) {
    return new ChatRequest(
        List.of(new Message.User(text)), List.of(), thinking, Sampling.DEFAULT, "");
  }
}
