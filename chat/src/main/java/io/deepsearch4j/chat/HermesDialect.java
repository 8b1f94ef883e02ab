package io.deepsearch4j.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// ChatML turns; thoughts in `<think>`, calls in `<tool_call>`, results in a user turn as
/// `<tool_response>`.
final class HermesDialect implements TextDialect {
  private static final String HOW_TO_CALL =
      """
      To use a tool, write its name and arguments as JSON between these tags, once per call, \
      and wait for the result:
      <tool_call>
      {"name": "tool-name", "arguments": {"argument": "value"}}
      </tool_call>""";
  private static final String END = "<|im_end|>";
  private static final String THOUGHT = "<think>";
  private static final String THOUGHT_END = "</think>";
  private static final String EMPTY_THOUGHT = "\n\n";

  @Override
  public String name() {
    return "hermes";
  }

  @Override
  public List<WireMessage> render(List<Message> messages, List<ToolSpec> tools) {
    return turns(messages, tools).stream()
        .map(turn -> WireMessage.plain(turn.role(), withCalls(turn)))
        .toList();
  }

  @Override
  public Rendering renderText(List<Message> messages, List<ToolSpec> tools, Thinking thinking) {
    var out = new Rendering.Builder();
    List<Turn> turns = turns(messages, tools);
    int lastQuestion = lastQuestion(turns);
    for (int i = 0; i < turns.size(); i++) {
      Turn turn = turns.get(i);
      out.voice(Span.Voice.OTHERS).control("<|im_start|>").plain(turn.role() + "\n");
      if (turn.role().equals("assistant")) {
        out.voice(Span.Voice.MODEL);
        // Thoughts stay while one question is being worked on, and go when the next one comes.
        if (i > lastQuestion) {
          thought(out, turn.reasoning().isEmpty() ? EMPTY_THOUGHT : around(turn.reasoning()));
        }
        out.plain(turn.content());
        calls(out, turn);
      } else if (turn.role().equals("user")) {
        results(out, turn);
      } else {
        out.control(turn.content());
      }
      out.control(END).plain("\n");
    }
    if (!(messages.getLast() instanceof Message.Assistant)) {
      out.voice(Span.Voice.OTHERS).control("<|im_start|>").plain("assistant\n");
      if (thinking == Thinking.FAST) {
        thought(out, EMPTY_THOUGHT);
      }
    }
    return out.build();
  }

  private static String around(String reasoning) {
    return "\n" + reasoning.strip() + "\n";
  }

  private static void thought(Rendering.Builder out, String reasoning) {
    out.control(THOUGHT).plain(reasoning).control(THOUGHT_END).plain("\n\n");
  }

  private static void calls(Rendering.Builder out, Turn turn) {
    for (int i = 0; i < turn.calls().size(); i++) {
      out.plain(i == 0 && turn.content().isEmpty() ? "" : "\n");
      out.control(CallTags.HERMES.open());
      out.plain("\n" + ToolText.call(turn.calls().get(i)) + "\n");
      out.control(CallTags.HERMES.close());
    }
  }

  private static void results(Rendering.Builder out, Turn turn) {
    if (turn.results().isEmpty()) {
      out.plain(turn.content());
      return;
    }
    for (int i = 0; i < turn.results().size(); i++) {
      out.plain(i == 0 ? "" : "\n").control("<tool_response>");
      out.plain("\n" + turn.results().get(i) + "\n").control("</tool_response>");
    }
  }

  private static int lastQuestion(List<Turn> turns) {
    for (int i = turns.size() - 1; i >= 0; i--) {
      if (turns.get(i).role().equals("user") && turns.get(i).results().isEmpty()) {
        return i;
      }
    }
    return -1;
  }

  /// A ChatML turn: results of several calls share one user turn.
  private record Turn(
      String role, String content, String reasoning, List<ToolCall> calls, List<String> results) {
    static Turn plain(String role, String content) {
      return new Turn(role, content, "", List.of(), List.of());
    }
  }

  private static List<Turn> turns(List<Message> messages, List<ToolSpec> tools) {
    var turns = new ArrayList<Turn>();
    String offer = ToolText.offer(tools, HOW_TO_CALL);
    if (!(messages.getFirst() instanceof Message.System) && !offer.isEmpty()) {
      turns.add(Turn.plain("system", offer));
      offer = "";
    }
    for (int i = 0; i < messages.size(); i++) {
      switch (messages.get(i)) {
        case Message.System(var text) -> {
          turns.add(Turn.plain("system", i > 0 || offer.isEmpty() ? text : text + "\n\n" + offer));
        }
        case Message.User(var text) -> turns.add(Turn.plain("user", Untrusted.withoutTokens(text)));
        case Message.Assistant(var text, var reasoning, var calls) ->
            turns.add(new Turn("assistant", text, reasoning, calls, List.of()));
        case Message.ToolResult(var _, var _, var text) ->
            addResult(turns, Untrusted.withoutTokens(text));
      }
    }
    return turns;
  }

  private static void addResult(List<Turn> turns, String text) {
    var results = new ArrayList<String>();
    if (!turns.isEmpty() && !turns.getLast().results().isEmpty()) {
      results.addAll(turns.removeLast().results());
    }
    results.add(text);
    String content =
        results.stream()
            .map(result -> "<tool_response>\n" + result + "\n</tool_response>")
            .collect(Collectors.joining("\n"));
    turns.add(new Turn("user", content, "", List.of(), results));
  }

  private static String withCalls(Turn turn) {
    var parts = new ArrayList<String>();
    if (!turn.content().isEmpty() || turn.calls().isEmpty()) {
      parts.add(turn.content());
    }
    turn.calls()
        .forEach(call -> parts.add("<tool_call>\n" + ToolText.call(call) + "\n</tool_call>"));
    return String.join("\n", parts);
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
  public List<String> stops() {
    return List.of("<tool_response>");
  }

  @Override
  public Set<CallTags> tags() {
    return Set.of(CallTags.HERMES);
  }
}
