package io.deepsearch4j.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTest {
  @Test
  void isTheSameWhenReadBackFromItsLine() {
    var conversation =
        new Conversation(
            List.of(
                new Message.System("s"),
                new Message.User("line\nbreak “高”"),
                new Message.Assistant(
                    "a",
                    "r",
                    List.of(new ToolCall("c", "open", "{\"url\":\"u\"}", ToolCall.Parse.REPAIRED))),
                new Message.ToolResult("c", "open", "page")),
            List.of(new ToolSpec("open", "opens", "{}")),
            Thinking.FAST);

    String line = conversation.toJsonLine();

    assertThat(line).startsWith("{\"format\":\"deepsearch4j/conversation/1\"").doesNotContain("\n");
    assertThat(Conversation.parse(line)).isEqualTo(conversation);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"format\":\"deepsearch4j/conversation/9\"}",
        "{\"format\":\"deepsearch4j/conversation/1\"}",
        "{\"format\":\"deepsearch4j/conversation/1\",\"thinking\":\"FAST\",\"tools\":[],\"messages\":[]}",
        "{\"format\":\"deepsearch4j/conversation/1\",\"thinking\":\"FAST\",\"tools\":[],"
            + "\"messages\":[{\"role\":\"king\",\"text\":\"x\"}]}",
        "{\"format\":\"deepsearch4j/conversation/1\",\"thinking\":\"FAST\",\"tools\":[],"
            + "\"messages\":[{\"role\":\"user\"}]}"
      })
  void refusesWhatIsNoConversation(String line) {
    assertThatIllegalArgumentException().isThrownBy(() -> Conversation.parse(line));
  }
}
