package io.deepsearch4j.chat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;

/// One turn of a conversation.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "role")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Message.System.class, name = "system"),
  @JsonSubTypes.Type(value = Message.User.class, name = "user"),
  @JsonSubTypes.Type(value = Message.Assistant.class, name = "assistant"),
  @JsonSubTypes.Type(value = Message.ToolResult.class, name = "tool")
})
public sealed interface Message {

  String text();

  /// Who the model is and what it may do. Never holds text from the web.
  record System(String text) implements Message {
    public System {
      Objects.requireNonNull(text);
    }
  }

  record User(String text) implements Message {
    public User {
      Objects.requireNonNull(text);
    }
  }

  /// What the model said.
  ///
  /// @param reasoning its thinking, apart from the text; empty where there was none
  record Assistant(String text, String reasoning, List<ToolCall> calls) implements Message {
    public Assistant {
      Objects.requireNonNull(text);
      Objects.requireNonNull(reasoning);
      calls = List.copyOf(calls);
    }
  }

  /// What a tool gave back.
  record ToolResult(String callId, String tool, String text) implements Message {
    public ToolResult {
      Objects.requireNonNull(callId);
      Objects.requireNonNull(tool);
      Objects.requireNonNull(text);
    }
  }
}
