package io.deepsearch4j.chat;

import io.deepsearch4j.chat.Written.WireCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Puts a reply together from the pieces a server sends, or from one whole. Not safe to share
/// between threads.
final class Assembly {
  private static final int MOST_CALLS = 128;

  private final Consumer<Delta> watcher;
  private final LiveThoughts live;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final List<Fragment> calls = new ArrayList<>();
  private String finish = "";
  private String model = "";
  private @Nullable JsonNode usage;

  Assembly(Consumer<Delta> watcher) {
    this.watcher = watcher;
    live = new LiveThoughts(watcher);
  }

  private static final class Fragment {
    final int index;
    String id = "";
    final StringBuilder tool = new StringBuilder();
    final StringBuilder arguments = new StringBuilder();

    Fragment(int index) {
      this.index = index;
    }
  }

  /// Takes one chunk of a stream, or a whole completion.
  void accept(JsonNode chunk) {
    model = model.isEmpty() ? chunk.path("model").asString("") : model;
    if (chunk.path("usage").isObject()) {
      usage = chunk.path("usage");
    }
    JsonNode choice = chunk.path("choices").path(0);
    JsonNode piece =
        choice.path("delta").isObject() ? choice.path("delta") : choice.path("message");
    reasoning(
        piece.path("reasoning_content").isString()
            ? piece.path("reasoning_content")
            : piece.path("reasoning"));
    text(piece.path("content"));
    for (JsonNode call :
        piece.path("tool_calls").isArray() ? piece.path("tool_calls") : List.<JsonNode>of()) {
      call(call);
    }
    if (choice.path("finish_reason").isString()) {
      finish = choice.path("finish_reason").stringValue();
    }
  }

  private void reasoning(JsonNode piece) {
    String words = piece.asString("");
    if (!words.isEmpty()) {
      reasoning.append(words);
      watcher.accept(new Delta.Reasoning(words));
    }
  }

  /// Content is a string, or a list of parts with a text each.
  private void text(JsonNode content) {
    if (content.isArray()) {
      content.forEach(part -> text(part.path("text")));
      return;
    }
    String words = content.isString() ? content.stringValue() : "";
    if (!words.isEmpty()) {
      text.append(words);
      live.accept(words);
    }
  }

  private void call(JsonNode piece) {
    String id = piece.path("id").asString("");
    String tool = piece.path("function").path("name").asString("");
    Fragment call = fragment(piece.path("index").asInt(-1), tool.isEmpty() ? "" : id);
    if (call.id.isEmpty()) {
      call.id = id;
    }
    // Some servers repeat the whole name in every piece.
    if (!tool.contentEquals(call.tool)) {
      call.tool.append(tool);
    }
    JsonNode arguments = piece.path("function").path("arguments");
    if (arguments.isString()) {
      call.arguments.append(arguments.stringValue());
    } else if (arguments.isContainer()) {
      call.arguments.append(arguments);
    }
  }

  /// The call that a piece belongs to: by index; without one, or where one index comes with a
  /// second id (some servers number all calls 0), a new id begins a new call.
  private Fragment fragment(int index, String id) {
    for (int i = calls.size() - 1; i >= 0; i--) {
      Fragment known = calls.get(i);
      boolean same = id.isEmpty() || known.id.isEmpty() || known.id.equals(id);
      if (same && (index < 0 || known.index == index)) {
        return known;
      }
    }
    if (calls.size() == MOST_CALLS) {
      return calls.getLast();
    }
    calls.add(new Fragment(index));
    return calls.getLast();
  }

  /// No more will come.
  void end() {
    live.end();
  }

  /// Whether anything of the reply itself has come.
  boolean hasBegun() {
    return !text.isEmpty() || !reasoning.isEmpty() || !calls.isEmpty() || isFinished();
  }

  boolean isFinished() {
    return !finish.isEmpty();
  }

  Written written() {
    return new Written(
        text.toString(),
        reasoning.toString(),
        calls.stream()
            .filter(call -> !call.tool.isEmpty())
            .map(call -> new WireCall(call.id, call.tool.toString(), call.arguments.toString()))
            .toList());
  }

  String model() {
    return model;
  }

  Reply.Finish finish() {
    return switch (finish) {
      case "length", "max_tokens" -> Reply.Finish.LENGTH;
      case "tool_calls", "function_call" -> Reply.Finish.TOOL_CALLS;
      case "content_filter" -> Reply.Finish.CONTENT_FILTER;
      default -> Reply.Finish.STOP;
    };
  }

  Optional<JsonNode> usage() {
    return Optional.ofNullable(usage);
  }
}
