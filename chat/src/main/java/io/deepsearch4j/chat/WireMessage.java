package io.deepsearch4j.chat;

import java.util.List;
import java.util.Objects;

/// A message as an OpenAI-compatible server takes it.
///
/// @param calls structured tool calls; empty in dialects that write them into the content
/// @param callId which call a `tool` message answers; empty for other roles
public record WireMessage(String role, String content, List<ToolCall> calls, String callId) {
  public WireMessage {
    Objects.requireNonNull(role);
    Objects.requireNonNull(content);
    calls = List.copyOf(calls);
    Objects.requireNonNull(callId);
  }

  static WireMessage plain(String role, String content) {
    return new WireMessage(role, content, List.of(), "");
  }
}
