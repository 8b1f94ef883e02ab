package io.deepsearch4j.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;

/// A model that says what it was told to say, for demos and tests. Safe to share between threads.
public final class ScriptedChatModel implements ChatModel {
  private static final String NAME = "scripted";

  private final Function<ChatRequest, Reply> script;
  private final List<ChatRequest> requests = Collections.synchronizedList(new ArrayList<>());

  private ScriptedChatModel(Function<ChatRequest, Reply> script) {
    this.script = script;
  }

  /// Answers each request by a rule.
  public static ScriptedChatModel answering(Function<ChatRequest, Reply> rule) {
    return new ScriptedChatModel(rule);
  }

  /// Says these replies in turn; one request more is a mistake of whoever wrote the script.
  public static ScriptedChatModel of(Reply... replies) {
    var left = new ConcurrentLinkedQueue<Reply>(List.of(replies));
    return new ScriptedChatModel(
        _ -> {
          Reply next = left.poll();
          if (next == null) {
            throw new IllegalStateException(
                "the script has " + replies.length + " replies and was asked for one more");
          }
          return next;
        });
  }

  /// A reply that is just text.
  public static Reply saying(String text) {
    return reply(new Message.Assistant(text, "", List.of()), Reply.Finish.STOP);
  }

  /// A reply that thought first.
  public static Reply thinking(String reasoning, String text) {
    return reply(new Message.Assistant(text, reasoning, List.of()), Reply.Finish.STOP);
  }

  /// A reply that wants tools.
  public static Reply calling(ToolCall... calls) {
    return reply(new Message.Assistant("", "", List.of(calls)), Reply.Finish.TOOL_CALLS);
  }

  /// A call for [#calling].
  public static ToolCall call(String id, String tool, String arguments) {
    return new ToolCall(id, tool, arguments, ToolCall.Parse.STRICT);
  }

  /// What the dialect makes of a text, as if a network had written it.
  public static Reply writing(Dialect dialect, String text, ChatRequest request) {
    Understood understood = dialect.parse(Written.raw(text), request);
    boolean calls = !understood.message().calls().isEmpty();
    return new Reply(
        understood.message(),
        calls ? Reply.Finish.TOOL_CALLS : Reply.Finish.STOP,
        Usage.NONE,
        NAME,
        false,
        understood.remarks());
  }

  private static Reply reply(Message.Assistant message, Reply.Finish finish) {
    long reasoning = TokenEstimate.DEFAULT.tokens(message.reasoning());
    long said = TokenEstimate.DEFAULT.tokens(List.of(message));
    Usage usage = new Usage(0, 0, said + reasoning, reasoning);
    return new Reply(message, finish, usage, NAME, false, List.of());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Reply reply(ChatRequest request, Consumer<Delta> watcher) {
    requests.add(request);
    Reply reply = script.apply(request);
    if (!reply.message().reasoning().isEmpty()) {
      watcher.accept(new Delta.Reasoning(reply.message().reasoning()));
    }
    if (!reply.message().text().isEmpty()) {
      watcher.accept(new Delta.Text(reply.message().text()));
    }
    return reply;
  }

  /// All requests so far, the first one first.
  public List<ChatRequest> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }
}
