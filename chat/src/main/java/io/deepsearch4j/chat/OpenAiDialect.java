package io.deepsearch4j.chat;

import java.util.List;
import java.util.Set;

/// The server's own fields for tools, calls and results.
final class OpenAiDialect implements Dialect {

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public List<WireMessage> render(List<Message> messages, List<ToolSpec> tools) {
    return messages.stream().map(OpenAiDialect::wire).toList();
  }

  private static WireMessage wire(Message message) {
    return switch (message) {
      case Message.System(var text) -> WireMessage.plain("system", text);
      case Message.User(var text) -> WireMessage.plain("user", Untrusted.withoutTokens(text));
      case Message.Assistant(var text, var _, var calls) ->
          new WireMessage("assistant", text, calls, "");
      case Message.ToolResult(var id, var _, var text) ->
          new WireMessage("tool", Untrusted.withoutTokens(text), List.of(), id);
    };
  }

  @Override
  public boolean offersToolsApart() {
    return true;
  }

  @Override
  public List<String> stops() {
    return List.of();
  }

  @Override
  public Set<CallTags> tags() {
    return Set.of();
  }
}
