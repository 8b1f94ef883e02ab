package io.deepsearch4j.chat;

import java.util.List;
import java.util.Objects;

/// What a model wrote, before anybody understood it.
///
/// @param reasoning thinking that the server had already set apart; empty where there was none
/// @param calls tool calls that the server had already set apart
public record Written(String text, String reasoning, List<WireCall> calls) {
  public Written {
    Objects.requireNonNull(text);
    Objects.requireNonNull(reasoning);
    calls = List.copyOf(calls);
  }

  /// What a bare text generator wrote: everything is still in the text.
  public static Written raw(String text) {
    return new Written(text, "", List.of());
  }

  /// A tool call as the server sent it.
  ///
  /// @param id empty where the server gave none
  /// @param arguments meant to be a JSON object; nobody has looked yet
  public record WireCall(String id, String tool, String arguments) {
    public WireCall {
      Objects.requireNonNull(id);
      Objects.requireNonNull(tool);
      Objects.requireNonNull(arguments);
    }
  }
}
