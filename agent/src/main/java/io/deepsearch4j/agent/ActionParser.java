package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ToolCall;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Makes an [Action] of what a model called. Argument names of other agents are understood where
/// they are unambiguous; what cannot be carried out becomes [Action.Invalid] with what is expected.
final class ActionParser {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> NO_QUERY = Set.of("", "undefined", "null", "none", "n/a");

  private ActionParser() {}

  static Action parse(ToolCall call, Role role, Task task) {
    String tool = Tools.resolve(call.tool());
    Optional<JsonNode> arguments = arguments(call);
    if (arguments.isEmpty()) {
      return new Action.Invalid(
          call.tool(), "the arguments are not a JSON object; " + expected(tool));
    }
    JsonNode json = arguments.get();
    return switch (tool) {
      case Tools.SEARCH -> search(call, json);
      case Tools.OPEN -> open(call, json);
      case Tools.ASK -> ask(call, json);
      case Tools.TABLE -> table(call, json);
      case Tools.REFLECT -> new Action.Reflect(text(json, "content", "thought", "text"));
      case Tools.FINISH -> role == Role.RESEARCHER ? finish(call, json) : unknown(call, role);
      case Tools.JUDGE ->
          role == Role.VERIFIER
              ? new Action.Judge(JudgeParser.verdict(json, task))
              : unknown(call, role);
      default -> unknown(call, role);
    };
  }

  private static Optional<JsonNode> arguments(ToolCall call) {
    if (call.parse() == ToolCall.Parse.BROKEN) {
      return Optional.empty();
    }
    try {
      JsonNode json = JSON.readTree(call.arguments().isBlank() ? "{}" : call.arguments());
      return json.isObject() ? Optional.of(json) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static Action search(ToolCall call, JsonNode json) {
    List<String> queries =
        texts(json, "queries", "query", "q").stream()
            .map(String::strip)
            .filter(query -> !NO_QUERY.contains(query.toLowerCase(Locale.ROOT)))
            .distinct()
            .limit(10)
            .toList();
    if (queries.isEmpty()) {
      return invalid(call, Tools.SEARCH, "there is nothing to search for");
    }
    return new Action.Search(queries, text(json, "site", "domain"));
  }

  private static Action open(ToolCall call, JsonNode json) {
    var urls = new ArrayList<URI>();
    for (String url : texts(json, "urls", "url", "documents", "links")) {
      Optional<URI> uri = uri(url);
      if (uri.isEmpty()) {
        return invalid(call, Tools.OPEN, "\"" + shorten(url) + "\" is not an address");
      }
      urls.add(uri.get());
    }
    if (urls.isEmpty()) {
      return invalid(call, Tools.OPEN, "there is no address to open");
    }
    return new Action.Open(urls.stream().distinct().limit(10).toList());
  }

  private static Action ask(ToolCall call, JsonNode json) {
    var asks = new ArrayList<Action.Ask>();
    JsonNode tasks = first(json, "tasks", "questions");
    if (tasks.isArray()) {
      tasks.forEach(task -> ask(task).ifPresent(asks::add));
    } else {
      ask(json).ifPresent(asks::add);
    }
    if (asks.isEmpty()) {
      return invalid(call, Tools.ASK, "each task needs a page and a question");
    }
    return new Action.AskDocument(asks.stream().distinct().limit(5).toList());
  }

  private static Optional<Action.Ask> ask(JsonNode json) {
    String page = text(json, "page", "doc_id", "file_path", "document", "url", "id").strip();
    String question = text(json, "question", "query", "goal", "task").strip();
    return page.isEmpty() || question.isEmpty()
        ? Optional.empty()
        : Optional.of(new Action.Ask(page, question));
  }

  private static Action table(ToolCall call, JsonNode json) {
    String page = text(json, "page", "doc_id", "document").strip();
    String table = text(json, "table", "table_id").strip();
    if (page.isEmpty() || table.isEmpty()) {
      return invalid(call, Tools.TABLE, "a page and a table are needed");
    }
    return new Action.QueryTable(
        page,
        table,
        texts(json, "select", "columns"),
        texts(json, "where", "filter"),
        text(json, "group_by", "groupBy"),
        text(json, "aggregate", "agg"));
  }

  private static Action finish(ToolCall call, JsonNode json) {
    String answer = text(json, "answer", "final_answer", "result");
    String explanation = text(json, "explanation", "report", "text");
    if (answer.isBlank() && explanation.isBlank()) {
      return invalid(call, Tools.FINISH, "there is no answer in it");
    }
    return new Action.Finish(
        DraftParser.draft(
            answer,
            explanation.isBlank() ? answer : explanation,
            number(first(json, "confidence"), 50) / 100.0,
            texts(json, "open_questions", "missing")));
  }

  private static Action unknown(ToolCall call, Role role) {
    return new Action.Invalid(
        call.tool(),
        "there is no tool of that name here; there are "
            + String.join(", ", Tools.of(role).stream().map(tool -> tool.name()).toList()));
  }

  private static Action invalid(ToolCall call, String tool, String what) {
    return new Action.Invalid(call.tool(), what + "; " + expected(tool));
  }

  private static String expected(String tool) {
    for (Role role : Role.values()) {
      for (var spec : Tools.of(role)) {
        if (spec.name().equals(tool)) {
          return "the arguments must match " + spec.parameters();
        }
      }
    }
    return "call one of the offered tools";
  }

  /// An address, if the text is one: absolute, with a scheme that can be opened.
  static Optional<URI> uri(String text) {
    try {
      URI uri = new URI(text.strip());
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      return Set.of("http", "https", "file").contains(scheme) ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  static JsonNode first(JsonNode json, String... names) {
    for (String name : names) {
      if (json.hasNonNull(name)) {
        return json.get(name);
      }
    }
    return JSON.missingNode();
  }

  static String text(JsonNode json, String... names) {
    JsonNode node = first(json, names);
    return node.isValueNode() ? node.asString("") : "";
  }

  /// A list of texts; a single text is a list of one, and objects give their `url` or `query`.
  static List<String> texts(JsonNode json, String... names) {
    JsonNode node = first(json, names);
    if (node.isArray()) {
      var texts = new ArrayList<String>();
      for (JsonNode item : node) {
        texts.add(item.isObject() ? text(item, "url", "query", "text", "name") : item.asString(""));
      }
      return texts.stream().filter(text -> !text.isBlank()).toList();
    }
    return node.isValueNode() && !node.asString("").isBlank()
        ? List.of(node.asString(""))
        : List.of();
  }

  static double number(JsonNode node, double otherwise) {
    double value = node.isNumber() ? node.asDouble() : node.asDouble(otherwise);
    return Math.clamp(value, 0, 100);
  }

  private static String shorten(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
