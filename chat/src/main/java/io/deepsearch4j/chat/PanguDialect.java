package io.deepsearch4j.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Turns between `[unused9]` and `[unused10]` with Chinese role labels, thoughts between
/// `[unused16]` and `[unused17]`, calls as a JSON array between `[unused11]` and `[unused12]`.
///
/// The thoughts of earlier turns are not fed back in. The begin token is the tokenizer's to add.
final class PanguDialect implements TextDialect {
  private static final String TURN = "[unused9]";
  private static final String END = "[unused10]";
  private static final String THOUGHT = "[unused16]";
  private static final String THOUGHT_END = "[unused17]";
  private static final String HOW_TO_CALL =
      """
      To use tools, answer with a JSON array of calls between these marks, and wait for the results:
      [unused11][{"name": "tool-name", "arguments": {"argument": "value"}}][unused12]""";

  @Override
  public String name() {
    return "pangu-v1";
  }

  @Override
  public List<WireMessage> render(List<Message> messages, List<ToolSpec> tools) {
    return withOffer(messages, tools).stream()
        .map(
            message ->
                switch (message) {
                  case Message.System(var text) -> WireMessage.plain("system", text);
                  case Message.User(var text) ->
                      WireMessage.plain("user", Untrusted.withoutTokens(text));
                  case Message.Assistant(var text, var _, var calls) ->
                      WireMessage.plain(
                          "assistant",
                          calls.isEmpty()
                              ? text
                              : text
                                  + CallTags.PANGU.open()
                                  + array(calls)
                                  + CallTags.PANGU.close());
                  case Message.ToolResult(var id, var _, var text) ->
                      new WireMessage("tool", Untrusted.withoutTokens(text), List.of(), id);
                })
        .toList();
  }

  @Override
  public Rendering renderText(List<Message> messages, List<ToolSpec> tools, Thinking thinking) {
    List<Message> marked = ThinkingSwitch.PANGU.mark(messages, thinking);
    List<Message> turns = withOffer(marked, tools);
    var out = new Rendering.Builder();
    if (!(turns.getFirst() instanceof Message.System)) {
      begin(out, "系统").control(END);
    }
    for (int i = 0; i < turns.size(); i++) {
      switch (turns.get(i)) {
        case Message.System(var text) -> begin(out, "系统").control(text).control(END);
        case Message.User(var text) ->
            begin(out, "用户").plain(Untrusted.withoutTokens(text)).control(END);
        case Message.ToolResult(var _, var _, var text) ->
            begin(out, "工具").plain(Untrusted.withoutTokens(text)).control(END);
        case Message.Assistant assistant -> {
          begin(out, "助手").voice(Span.Voice.MODEL);
          assistant(out, assistant, i == turns.size() - 1);
        }
      }
    }
    if (!(turns.getLast() instanceof Message.Assistant)) {
      begin(out, "助手");
    }
    return out.build();
  }

  private static Rendering.Builder begin(Rendering.Builder out, String label) {
    return out.voice(Span.Voice.OTHERS).control(TURN).plain(label + "：");
  }

  private static void assistant(Rendering.Builder out, Message.Assistant message, boolean last) {
    if (last) {
      out.control(THOUGHT).plain(message.reasoning()).control(THOUGHT_END);
    }
    out.plain(message.text());
    if (!message.calls().isEmpty()) {
      out.control(CallTags.PANGU.open())
          .plain(array(message.calls()))
          .control(CallTags.PANGU.close());
    }
    out.control(END);
  }

  private static String array(List<ToolCall> calls) {
    return calls.stream()
        .map(call -> ToolText.call(call).toString())
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static List<Message> withOffer(List<Message> messages, List<ToolSpec> tools) {
    String offer = ToolText.offer(tools, HOW_TO_CALL);
    if (offer.isEmpty()) {
      return messages;
    }
    var all = new ArrayList<Message>(messages);
    if (all.getFirst() instanceof Message.System(var text)) {
      all.set(0, new Message.System(text + "\n\n" + offer));
    } else {
      all.addFirst(new Message.System(offer));
    }
    return all;
  }

  @Override
  public String turnEnd() {
    return END;
  }

  @Override
  public String thoughtStart() {
    return THOUGHT;
  }

  @Override
  public String thoughtEnd() {
    return THOUGHT_END;
  }

  @Override
  public Message.Assistant settle(Message.Assistant reply, Thinking thinking) {
    return ThinkingSwitch.PANGU.settle(reply, thinking);
  }

  @Override
  public List<String> stops() {
    return List.of(TURN);
  }

  @Override
  public Set<CallTags> tags() {
    return Set.of(CallTags.PANGU, CallTags.PANGU_2);
  }
}
