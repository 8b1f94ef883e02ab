package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.ScriptedChatModel;
import io.deepsearch4j.chat.TokenEstimate;
import io.deepsearch4j.chat.Usage;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A model for tests that plays all parts: it plans, goes through a list of calls as the
/// researcher, reads by looking for a phrase, and judges everything supported.
final class Script {
  private final List<String> calls;
  private final AtomicInteger number = new AtomicInteger();
  private final boolean counting;
  private final String phrase;

  private Script(String phrase, List<String> calls, boolean counting) {
    this.counting = counting;
    this.phrase = phrase;
    this.calls = calls;
  }

  /// @param phrase what the reader looks for in documents
  /// @param calls `tool {arguments}`, one a turn; the last one is repeated for ever
  static ScriptedChatModel model(String phrase, String... calls) {
    return ScriptedChatModel.answering(new Script(phrase, List.of(calls), false)::reply);
  }

  /// The same, keeping count by itself: for runs whose history is folded.
  static ScriptedChatModel counting(String phrase, List<String> calls) {
    return ScriptedChatModel.answering(new Script(phrase, calls, true)::reply);
  }

  private synchronized Reply reply(ChatRequest request) {
    String system = request.messages().getFirst().text();
    if (system.startsWith("You plan")) {
      return text(
          request,
          "{\"conditions\":[\"the height\"],\"queries\":[\"tower height\"],\"key_urls\":[],\"stop_rule\":\"\"}");
    }
    if (system.startsWith("You read")) {
      return text(request, read(request.messages().getLast().text()));
    }
    if (request.tools().isEmpty()) {
      return text(
          request, "The tower is 330 m high. [E1]\nA line without evidence.\nnext: read on");
    }
    if (system.startsWith("You check")) {
      return call(
          request,
          "judge",
          "{\"sentences\":[{\"n\":1,\"support\":\"supported\"}],\"conditions\":[{\"id\":\"C1\",\"status\":\"satisfied\"}]}");
    }
    // What was said before decides, so that a resumed run goes on where it stood.
    long turns =
        counting
            ? number.get()
            : request.messages().stream().filter(Message.Assistant.class::isInstance).count();
    String call = calls.get((int) Math.min(turns, calls.size() - 1));
    int space = call.indexOf(' ');
    return call(request, call.substring(0, space), call.substring(space + 1));
  }

  private String read(String prompt) {
    int at = prompt.indexOf(phrase);
    if (at < 0) {
      return "{\"verdict\":\"NOT_FOUND\",\"answer\":\"\",\"confidence\":0,\"evidence\":[],\"missing\":[\"it\"],\"next_links\":[]}";
    }
    return "{\"verdict\":\"ANSWERED\",\"answer\":\""
        + phrase
        + "\",\"confidence\":0.9,\"evidence\":[{\"passage\":0,\"quote\":\""
        + phrase
        + "\",\"supports\":[\"C1\"],\"polarity\":\"SUPPORTS\"}],\"missing\":[],\"next_links\":[]}";
  }

  private static Reply text(ChatRequest request, String text) {
    return withUsage(ScriptedChatModel.saying(text), request);
  }

  private Reply call(ChatRequest request, String tool, String arguments) {
    return withUsage(
        ScriptedChatModel.calling(
            ScriptedChatModel.call("call-" + number.incrementAndGet(), tool, arguments)),
        request);
  }

  private static Reply withUsage(Reply reply, ChatRequest request) {
    long prompt = TokenEstimate.DEFAULT.tokens(request);
    return new Reply(
        reply.message(),
        reply.finish(),
        new Usage(prompt, prompt / 5, 50, 10),
        reply.model(),
        false,
        List.of());
  }
}
