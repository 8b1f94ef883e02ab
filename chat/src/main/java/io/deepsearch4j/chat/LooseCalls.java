package io.deepsearch4j.chat;

import io.deepsearch4j.chat.CallJson.Candidate;
import io.deepsearch4j.chat.ToolCall.Parse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Calls that a model wrote as plain JSON, fenced or bare, naming a tool it was offered.
final class LooseCalls {
  private static final Pattern FENCE =
      Pattern.compile(
          "```[ \\t]*(?:json|tool_call|tool_code|javascript)?[ \\t]*\\n(.*?)(?:```|\\z)",
          Pattern.DOTALL);
  private static final Pattern START = Pattern.compile("\\{(?=\\s{0,64}[\"'])|\\[(?=\\s{0,64}\\{)");
  private static final int MOST_STARTS = 50;

  private final Set<String> tools;

  LooseCalls(Set<String> tools) {
    this.tools = tools;
  }

  /// Calls, and where in the text they stood.
  record Found(List<Candidate> calls, int start, int end) {}

  /// The first fenced block that is a call, and those right behind it.
  Optional<Found> fenced(String text) {
    Matcher fence = FENCE.matcher(text);
    while (fence.find()) {
      List<Candidate> calls = calls(fence.group(1));
      if (!calls.isEmpty()) {
        return Optional.of(new Found(calls, fence.start(), fence.end()));
      }
    }
    return Optional.empty();
  }

  /// The first bare object or array that is a call.
  Optional<Found> bare(String text) {
    if (tools.stream().noneMatch(text::contains)) {
      return Optional.empty();
    }
    Matcher start = START.matcher(text);
    int from = 0;
    for (int tried = 0; tried < MOST_STARTS && start.find(from); tried++) {
      int end = balanced(text, start.start());
      List<Candidate> calls = calls(text.substring(start.start(), end));
      if (!calls.isEmpty()) {
        return Optional.of(new Found(calls, start.start(), end));
      }
      from = start.start() + 1;
    }
    return Optional.empty();
  }

  private List<Candidate> calls(String json) {
    Optional<JsonNode> strict = CallJson.read(json);
    Optional<JsonNode> node = strict.isPresent() ? strict : JsonRepair.mend(json);
    if (node.isEmpty() || !isMeant(node.get())) {
      return List.of();
    }
    var known = new ArrayList<Candidate>();
    for (Candidate call :
        CallJson.in(node.get(), strict.isPresent() ? Parse.FALLBACK : Parse.REPAIRED)) {
      if (tools.contains(call.tool())) {
        known.add(call);
      }
    }
    return known;
  }

  /// JSON that merely names a tool is no call; one needs arguments, too.
  private static boolean isMeant(JsonNode json) {
    return json.isArray()
        ? json.valueStream().allMatch(CallJson::hasArguments)
        : CallJson.hasArguments(json);
  }

  /// Behind the bracket that closes the one at `start`, or the end of the text.
  private static int balanced(String text, int start) {
    int depth = 0;
    char quote = 0;
    for (int i = start; i < text.length(); i++) {
      char next = text.charAt(i);
      if (quote != 0) {
        if (next == '\\') {
          i++;
        } else if (next == quote) {
          quote = 0;
        }
      } else if (next == '"') {
        quote = next;
      } else if (next == '{' || next == '[') {
        depth++;
      } else if ((next == '}' || next == ']') && --depth == 0) {
        return i + 1;
      }
    }
    return text.length();
  }
}
