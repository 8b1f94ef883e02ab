package io.deepsearch4j.chat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// What one model at one endpoint has refused, so that it is asked only once. Safe to share between
/// threads.
final class Quirks {
  /// Parameters that a request can do without.
  private static final List<String> DISPENSABLE =
      List.of(
          "reasoning_effort",
          "chat_template_kwargs",
          "enable_thinking",
          "stream_options",
          "response_format",
          "parallel_tool_calls",
          "tool_choice",
          "temperature",
          "top_p",
          "max_completion_tokens",
          "max_tokens",
          "thinking",
          "seed",
          "stop");

  /// Fast efforts, the fastest first; not every model knows each.
  private static final List<String> FAST_EFFORTS = List.of("none", "minimal", "low");

  /// Statuses that may come from a parameter; others blame the key, the account or the address.
  private static final Set<Integer> BLAMING = Set.of(400, 404, 422);

  private static final String EFFORT = "reasoning_effort";
  private static final Pattern NO_TOOLS =
      Pattern.compile(
          "does not support (?:tools|function call|tool use)|tool (?:use|calling) is not supported"
              + "|no endpoints found that support tool|enable-auto-tool-choice|tools? (?:is|are) not supported",
          Pattern.CASE_INSENSITIVE);

  private final Set<String> dropped = ConcurrentHashMap.newKeySet();
  private final Set<String> refusedEfforts = ConcurrentHashMap.newKeySet();
  private volatile boolean callsItCompletionTokens;
  private volatile boolean hasNoTools;

  /// The dialect to speak: a server without tools of its own gets them in the text.
  Dialect dialect(Dialect configured) {
    return hasNoTools && configured.offersToolsApart() ? Dialects.HERMES : configured;
  }

  /// Changes a request to what this model takes.
  void apply(ObjectNode body) {
    if (callsItCompletionTokens && body.has("max_tokens")) {
      body.set("max_completion_tokens", body.remove("max_tokens"));
    }
    String effort = body.path(EFFORT).asString("");
    if (refusedEfforts.contains(effort)) {
      body.remove(EFFORT);
      if (FAST_EFFORTS.contains(effort)) {
        FAST_EFFORTS.stream()
            .filter(slower -> !refusedEfforts.contains(slower))
            .findFirst()
            .ifPresent(slower -> body.put(EFFORT, slower));
      }
    }
    dropped.forEach(body::remove);
  }

  /// Learns from a refusal, and says what will be done differently; nothing, if the refusal names
  /// no parameter that was sent and can be spared.
  Optional<String> learn(Refusal refusal, ObjectNode sent) {
    if (!BLAMING.contains(refusal.status())) {
      return Optional.empty();
    }
    if (sent.has("tools") && NO_TOOLS.matcher(refusal.text()).find()) {
      hasNoTools = true;
      return Optional.of("The server has no tool calls of its own; tools go into the text.");
    }
    for (String name : DISPENSABLE) {
      if (sent.has(name) && refusal.names(name)) {
        return Optional.of(learn(name, refusal, sent));
      }
    }
    return Optional.empty();
  }

  private String learn(String name, Refusal refusal, ObjectNode sent) {
    if (name.equals("max_tokens") || name.equals("max_completion_tokens")) {
      if (!callsItCompletionTokens && refusal.text().contains("max_completion_tokens")) {
        callsItCompletionTokens = true;
        return "The model wants max_completion_tokens instead of max_tokens.";
      }
    }
    if (name.equals(EFFORT) && refusal.concernsAValue()) {
      String value = sent.path(EFFORT).asString("");
      refusedEfforts.add(value);
      return "The model knows no reasoning effort \"" + value + "\"; another one is used.";
    }
    dropped.add(name);
    return "The model does not take " + name + "; it was left out.";
  }
}
