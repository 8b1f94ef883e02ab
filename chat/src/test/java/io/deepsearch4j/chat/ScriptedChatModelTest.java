package io.deepsearch4j.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ScriptedChatModelTest {
  private final ChatRequest request = RemoteChatModelTest.question("?", Thinking.SLOW);

  @Test
  void saysItsLinesInTurnAndRemembersWhatItWasAsked() {
    var model =
        ScriptedChatModel.of(
            ScriptedChatModel.calling(ScriptedChatModel.call("c", "search", "{}")),
            ScriptedChatModel.thinking("hm", "42"));
    var deltas = new ArrayList<Delta>();

    Reply first = model.reply(request, deltas::add);
    Reply second = model.reply(request, deltas::add);

    assertThat(first.finish()).isEqualTo(Reply.Finish.TOOL_CALLS);
    assertThat(second.message().text()).isEqualTo("42");
    assertThat(deltas).containsExactly(new Delta.Reasoning("hm"), new Delta.Text("42"));
    assertThat(model.requests()).containsExactly(request, request);
    assertThatIllegalStateException().isThrownBy(() -> model.reply(request, deltas::add));
  }

  @Test
  void readsATextLikeItsDialect() {
    var model =
        ScriptedChatModel.answering(
            asked ->
                ScriptedChatModel.writing(
                    Dialects.PANGU_V1, "[unused11]search|{}[unused12]", asked));

    Reply reply = model.reply(request, _ -> {});

    assertThat(reply.message().calls()).extracting(ToolCall::tool).containsExactly("search");
  }
}
