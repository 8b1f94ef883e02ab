package io.deepsearch4j.chat;

import io.deepsearch4j.chat.ToolCall.Parse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Calls written as JSON, under the names that models give to a tool and its arguments.
final class CallJson {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> TOOL = List.of("tool", "name", "function", "tool_name");
  private static final List<String> ARGUMENTS = List.of("arguments", "parameters", "args");
  private static final Pattern BAR =
      Pattern.compile("^\\s*([\\w.-]{1,64})\\s*\\|\\s*(\\{.*)", Pattern.DOTALL);
  private static final Pattern NAME =
      Pattern.compile(
          "[\"'](?:tool|name|function|tool_name)[\"']\\s*:\\s*[\"']([\\w.-]{1,64})[\"']");
  private static final int MOST_CALLS = 32;

  private CallJson() {}

  /// A call before it has an id.
  record Candidate(String tool, String arguments, Parse parse) {}

  /// What stands between a dialect's tags: always a call, however broken.
  static List<Candidate> between(String body, Parse asWritten) {
    Matcher bar = BAR.matcher(body);
    if (bar.matches()) {
      return List.of(call(bar.group(1), bar.group(2), asWritten));
    }
    Optional<JsonNode> strict = read(body);
    Optional<JsonNode> json = strict.isPresent() ? strict : JsonRepair.mend(fromFirstBracket(body));
    List<Candidate> calls =
        json.map(node -> in(node, strict.isPresent() ? asWritten : Parse.REPAIRED))
            .orElse(List.of());
    if (!calls.isEmpty()) {
      return calls;
    }
    Matcher name = NAME.matcher(body);
    return List.of(new Candidate(name.find() ? name.group(1) : "", body.strip(), Parse.BROKEN));
  }

  /// A call whose name and arguments were already apart.
  static Candidate call(String tool, String arguments, Parse asWritten) {
    if (arguments.isBlank()) {
      return new Candidate(tool, "{}", asWritten);
    }
    Optional<JsonNode> strict = object(read(arguments));
    if (strict.isPresent()) {
      return new Candidate(tool, strict.get().toString(), asWritten);
    }
    return object(JsonRepair.mend(fromFirstBracket(arguments)))
        .map(mended -> new Candidate(tool, mended.toString(), Parse.REPAIRED))
        .orElseGet(() -> new Candidate(tool, arguments, Parse.BROKEN));
  }

  /// The calls that a piece of JSON makes; none, if it is just JSON.
  static List<Candidate> in(JsonNode json, Parse asWritten) {
    var calls = new ArrayList<Candidate>();
    if (json.isArray()) {
      json.valueStream().limit(MOST_CALLS).forEach(each -> calls.addAll(one(each, asWritten)));
    } else {
      calls.addAll(one(json, asWritten));
    }
    return calls;
  }

  private static List<Candidate> one(JsonNode json, Parse asWritten) {
    for (String key : TOOL) {
      JsonNode named = json.path(key);
      if (named.isObject() && key.equals("function")) {
        return one(named, asWritten);
      }
      if (named.isString() && !(key.equals("tool") && json.path("name").isString())) {
        return List.of(call(named.stringValue(), arguments(json), asWritten));
      }
    }
    return List.of();
  }

  /// Arguments as text, parsed a second time where they came as a string.
  private static String arguments(JsonNode json) {
    for (String key : ARGUMENTS) {
      JsonNode found = json.path(key);
      if (found.isString()) {
        return found.stringValue();
      }
      if (!found.isMissingNode() && !found.isNull()) {
        return found.toString();
      }
    }
    return "";
  }

  static boolean hasArguments(JsonNode json) {
    JsonNode call = json.path("function").isObject() ? json.path("function") : json;
    return ARGUMENTS.stream().anyMatch(call::has);
  }

  static Optional<JsonNode> read(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      return json.isMissingNode() ? Optional.empty() : Optional.of(json);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static Optional<JsonNode> object(Optional<JsonNode> json) {
    return json.filter(ObjectNode.class::isInstance);
  }

  private static String fromFirstBracket(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '{' || text.charAt(i) == '[') {
        return text.substring(i);
      }
    }
    return text;
  }
}
