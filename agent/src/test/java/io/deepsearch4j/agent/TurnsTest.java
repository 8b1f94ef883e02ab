package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.ChatException;
import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.ScriptedChatModel;
import io.deepsearch4j.chat.ToolCall;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the loop makes of odd turns: many calls at once, calls after the end, calls left open.
class TurnsTest {
  private static final String FACT = "The tower is 330 m high.";

  @TempDir Path folder;

  @Test
  void manyCallsInOneTurnDoNotPassTheBudgetOfCalls() {
    ChatModel script = script();
    var turns = new AtomicInteger();
    var model =
        researching(
            script,
            _ ->
                turns.incrementAndGet() == 1
                    ? manySearches(12)
                    : List.of(ScriptedChatModel.call("end", "final_answer", "{\"answer\":\"?\"}")));
    try (TestRuns runs = runs(model)) {
      String id = runs.create("How high is the tower?", steps(3));

      runs.work(id);

      assertThat(runs.web.searches.get()).isEqualTo(3);
      assertThat(runs.answer(id).stopReason()).isEqualTo(StopReason.MAX_TOOL_CALLS);
    }
  }

  @Test
  void noToolRunsAfterTheWorkWasToldToEnd() {
    var model = researching(script(), _ -> manySearches(2));
    try (TestRuns runs = runs(model)) {
      String id = runs.create("How high is the tower?", steps(2));

      runs.work(id);

      assertThat(runs.web.searches.get()).isEqualTo(2);
    }
  }

  @Test
  void everyCallThatIsSentAgainHasItsResult() {
    ChatModel script = script();
    var requests = new ArrayList<ChatRequest>();
    var turns = new AtomicInteger();
    var model =
        ScriptedChatModel.answering(
            request -> {
              String system = request.messages().getFirst().text();
              if (system.startsWith("You read")) {
                throw new ChatException(ChatException.Kind.UNAVAILABLE, "the reader is away");
              }
              if (!system.startsWith("You answer")) {
                return script.reply(request, _ -> {});
              }
              requests.add(request);
              return switch (turns.incrementAndGet()) {
                case 1 -> calling(DeepSearchTest.OPEN.replace("url_crawler ", ""), "url_crawler");
                case 2 ->
                    ScriptedChatModel.calling(
                        ScriptedChatModel.call(
                            "a",
                            "document_qa",
                            DeepSearchTest.ASK.substring("document_qa ".length())),
                        ScriptedChatModel.call(
                            "b", "batch_web_search", "{\"queries\":[\"tower\"]}"));
                default -> calling("{\"answer\":\"unknown\"}", "final_answer");
              };
            });
    try (TestRuns runs = runs(model)) {
      String id = runs.create("What does https://tower.example/ say?", AgentConfig.DEFAULT);

      runs.work(id);

      assertThat(requests).hasSize(3);
      assertThat(requests).allSatisfy(request -> assertThat(openCalls(request)).isEmpty());
    }
  }

  @Test
  void aLaterAttemptMayCiteAPassageThatAnEarlierOneFound() {
    try (TestRuns runs = runs(script())) {
      AgentConfig d = AgentConfig.DEFAULT;
      String id =
          runs.create(
              "How high is the tower?",
              new AgentConfig(
                  d.depth(),
                  0,
                  0,
                  0,
                  BigDecimal.ZERO,
                  2,
                  0,
                  d.policy(),
                  d.window(),
                  d.pace(),
                  d.style()));

      runs.work(id);

      List<Evidence> evidence =
          runs.steps(id).stream()
              .filter(Step.Acted.class::isInstance)
              .flatMap(step -> ((Step.Acted) step).evidence().stream())
              .toList();
      assertThat(evidence).extracting(Evidence::id).containsExactly("E1", "E2");
      assertThat(
              runs.steps(id).stream()
                  .filter(step -> step.episode().equals("research/1") && step instanceof Step.Acted)
                  .flatMap(step -> ((Step.Acted) step).evidence().stream()))
          .isNotEmpty();
    }
  }

  private static io.deepsearch4j.chat.Reply calling(String arguments, String tool) {
    return ScriptedChatModel.calling(
        ScriptedChatModel.call(tool + arguments.length(), tool, arguments));
  }

  private static List<String> openCalls(ChatRequest request) {
    var open = new ArrayList<String>();
    for (Message message : request.messages()) {
      switch (message) {
        case Message.Assistant(_, _, var calls) -> calls.forEach(call -> open.add(call.id()));
        case Message.ToolResult(var callId, _, _) -> open.remove(callId);
        case Message.System _, Message.User _ -> {}
      }
    }
    return open;
  }

  private static List<ToolCall> manySearches(int count) {
    var calls = new ArrayList<ToolCall>();
    for (int i = 0; i < count; i++) {
      String query = "tower " + i;
      calls.add(
          ScriptedChatModel.call("s" + i, "batch_web_search", "{\"queries\":[\"" + query + "\"]}"));
    }
    return calls;
  }

  private static ScriptedChatModel researching(
      ChatModel others, Function<ChatRequest, List<ToolCall>> researcher) {
    return ScriptedChatModel.answering(
        request ->
            request.messages().getFirst().text().startsWith("You answer")
                ? ScriptedChatModel.calling(researcher.apply(request).toArray(ToolCall[]::new))
                : others.reply(request, _ -> {}));
  }

  private static AgentConfig steps(int steps) {
    AgentConfig d = AgentConfig.DEFAULT;
    return new AgentConfig(
        d.depth(), steps, 0, 0, BigDecimal.ZERO, 0, 0, d.policy(), d.window(), d.pace(), d.style());
  }

  private static ScriptedChatModel script() {
    return Script.model(
        FACT,
        DeepSearchTest.SEARCH,
        DeepSearchTest.OPEN,
        DeepSearchTest.ASK,
        DeepSearchTest.FINISH);
  }

  private TestRuns runs(ChatModel model) {
    TestRuns runs = TestRuns.with(folder, model);
    runs.web.page("https://tower.example/", "The tower\n" + FACT);
    return runs;
  }
}
