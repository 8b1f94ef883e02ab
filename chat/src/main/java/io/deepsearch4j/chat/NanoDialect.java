package io.deepsearch4j.chat;

import java.util.List;
import java.util.Set;

/// Shorthand turns for models of a few million parameters: a token for who speaks, one for how the
/// reply is thought, and plain lines that each begin with a space.
///
/// It has no tools: those of a request are rendered nowhere, and neither are calls; results of
/// tools are turns of the user. The space at the head of a line gives a word the same pieces
/// wherever it stands; it is added here and taken away again from what the model wrote.
final class NanoDialect implements TextDialect {
  private static final String SYSTEM = "<|sys|>";
  private static final String USER = "<|user|>";
  private static final String MODEL = "<|bot|>";
  private static final String FAST = "<|fast|>";
  private static final String SLOW = "<|slow|>";
  private static final String SAY = "<|say|>";
  private static final String END = "<|end|>";

  static final List<String> TOKENS = List.of(SYSTEM, USER, MODEL, FAST, SLOW, SAY, END);

  @Override
  public String name() {
    return "nano";
  }

  @Override
  public List<WireMessage> render(List<Message> messages, List<ToolSpec> tools) {
    return messages.stream().map(NanoDialect::wire).toList();
  }

  private static WireMessage wire(Message message) {
    return switch (message) {
      case Message.System(var text) -> WireMessage.plain("system", text);
      case Message.User(var text) -> WireMessage.plain("user", Untrusted.withoutTokens(text));
      case Message.Assistant(var text, var _, var _) -> WireMessage.plain("assistant", text);
      case Message.ToolResult(var _, var _, var text) ->
          WireMessage.plain("user", Untrusted.withoutTokens(text));
    };
  }

  @Override
  public Rendering renderText(List<Message> messages, List<ToolSpec> tools, Thinking thinking) {
    var out = new Rendering.Builder();
    for (Message message : messages) {
      out.voice(Span.Voice.OTHERS);
      switch (message) {
        case Message.System(var text) -> turn(out, SYSTEM, text);
        case Message.User(var text) -> turn(out, USER, Untrusted.withoutTokens(text));
        case Message.ToolResult(var _, var _, var text) ->
            turn(out, USER, Untrusted.withoutTokens(text));
        case Message.Assistant(var text, var reasoning, var _) -> reply(out, text, reasoning);
      }
    }
    if (!(messages.getLast() instanceof Message.Assistant)) {
      out.voice(Span.Voice.OTHERS).control(MODEL).control(mode(thinking));
    }
    return out.build();
  }

  private static void turn(Rendering.Builder out, String who, String text) {
    out.control(who).plain(spaced(text)).control(END);
  }

  private static void reply(Rendering.Builder out, String text, String reasoning) {
    out.control(MODEL);
    if (reasoning.isEmpty()) {
      out.control(FAST).voice(Span.Voice.MODEL);
    } else {
      out.control(SLOW).voice(Span.Voice.MODEL).plain(spaced(reasoning)).control(SAY);
    }
    out.plain(spaced(text)).control(END);
  }

  private static String mode(Thinking thinking) {
    return switch (thinking) {
      case FAST -> FAST;
      case SLOW -> SLOW;
    };
  }

  private static String spaced(String text) {
    return " " + text.replace("\n", "\n ");
  }

  private static String unspaced(String text) {
    String lines = text.replace("\n ", "\n");
    return lines.startsWith(" ") ? lines.substring(1) : lines;
  }

  /// The thought goes up to the token that ends it. A slow reply without one was cut short while it
  /// was thinking, unless the server had set the thought apart.
  @Override
  public Understood parse(Written written, ChatRequest request) {
    String text = written.text();
    int end = text.indexOf(END);
    String whole = end < 0 ? text : text.substring(0, end);
    int say = whole.indexOf(SAY);
    if (say >= 0) {
      String thought = written.reasoning() + whole.substring(0, say);
      return understood(whole.substring(say + SAY.length()), thought, List.of());
    }
    if (request.thinking() == Thinking.SLOW && written.reasoning().isEmpty()) {
      return understood("", whole, List.of("The thinking was never closed; there is no reply."));
    }
    return understood(whole, written.reasoning(), List.of());
  }

  private static Understood understood(String text, String thought, List<String> remarks) {
    var message = new Message.Assistant(unspaced(text), unspaced(thought), List.of());
    return new Understood(message, remarks);
  }

  @Override
  public String turnEnd() {
    return END;
  }

  @Override
  public String thoughtStart() {
    return SLOW;
  }

  @Override
  public String thoughtEnd() {
    return SAY;
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
