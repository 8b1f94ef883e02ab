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

/// Makes an [Action] of what a model called, under limits. Argument names of other agents are
/// understood ([ArgumentNames]); what cannot be carried out becomes [Action.Invalid] with what is
/// expected.
final class ActionParser {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LONGEST_TEXT = 4_000;
  private static final int MOST_TEXTS = 100;
  private static final Set<String> NO_QUERY = Set.of("", "undefined", "null", "none", "n/a");

  private ActionParser() {}

  /// An action, and what had to be changed in the call's arguments, one sentence each.
  record Parsed(Action action, List<String> remarks) {}

  static Parsed parse(ToolCall call, Role role, Task task) {
    String tool = Tools.resolve(call.tool());
    return arguments(call)
        .map(json -> ArgumentNames.of(tool, json))
        .map(
            understood ->
                new Parsed(action(call, tool, understood.json(), role, task), understood.remarks()))
        .orElseGet(
            () ->
                new Parsed(
                    new Action.Invalid(
                        call.tool(), "the arguments are not a JSON object; " + expected(tool)),
                    List.of()));
  }

  private static Action action(ToolCall call, String tool, JsonNode json, Role role, Task task) {
    return switch (tool) {
      case Tools.SEARCH -> search(call, json);
      case Tools.OPEN -> open(call, json);
      case Tools.ASK -> ask(call, json);
      case Tools.TABLE -> table(call, json);
      case Tools.REFLECT -> new Action.Reflect(Wording.cut(text(json, "content"), 10_000));
      case Tools.FINISH -> role == Role.RESEARCHER ? finish(call, json) : unknown(call, role, task);
      case Tools.JUDGE ->
          role == Role.VERIFIER
              ? new Action.Judge(JudgeParser.verdict(json, task))
              : unknown(call, role, task);
      default ->
          task.tools().stream()
              .filter(one -> one.spec().name().equals(tool))
              .findFirst()
              .map(one -> outside(call, one, json))
              .orElseGet(() -> unknown(call, role, task));
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
        texts(json, "queries").stream()
            .map(String::strip)
            .filter(query -> !NO_QUERY.contains(query.toLowerCase(Locale.ROOT)))
            .distinct()
            .limit(10)
            .toList();
    if (queries.isEmpty()) {
      return invalid(call, Tools.SEARCH, "there is nothing to search for");
    }
    return new Action.Search(queries, Wording.cut(text(json, "site").strip(), 200));
  }

  private static Action open(ToolCall call, JsonNode json) {
    var urls = new ArrayList<URI>();
    for (String url : texts(json, "urls")) {
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
    JsonNode tasks = first(json, "tasks");
    if (tasks.isArray()) {
      for (JsonNode task : tasks) {
        ask(ArgumentNames.of(Tools.ASK, task).json()).ifPresent(asks::add);
      }
    } else {
      ask(tasks.isObject() ? ArgumentNames.of(Tools.ASK, tasks).json() : json).ifPresent(asks::add);
    }
    if (asks.isEmpty()) {
      return invalid(call, Tools.ASK, "each task needs a page and a question");
    }
    return new Action.AskDocument(asks.stream().distinct().limit(5).toList());
  }

  private static Optional<Action.Ask> ask(JsonNode json) {
    String page = Wording.cut(text(json, "page").strip(), LONGEST_TEXT);
    String question = Wording.cut(text(json, "question").strip(), LONGEST_TEXT);
    return page.isEmpty() || question.isEmpty()
        ? Optional.empty()
        : Optional.of(new Action.Ask(page, question));
  }

  private static Action table(ToolCall call, JsonNode json) {
    String page = Wording.cut(text(json, "page").strip(), LONGEST_TEXT);
    String table = Wording.cut(text(json, "table").strip(), 100);
    if (page.isEmpty() || table.isEmpty()) {
      return invalid(call, Tools.TABLE, "a page and a table are needed");
    }
    return new Action.QueryTable(
        page,
        table,
        texts(json, "select"),
        texts(json, "where"),
        Wording.cut(text(json, "group_by"), 200),
        Wording.cut(text(json, "aggregate"), 100));
  }

  private static Action finish(ToolCall call, JsonNode json) {
    String answer = Wording.cut(text(json, "answer"), 10_000);
    String explanation = Wording.cut(text(json, "explanation"), 50_000);
    if (answer.isBlank() && explanation.isBlank()) {
      return invalid(call, Tools.FINISH, "there is no answer in it");
    }
    return new Action.Finish(
        DraftParser.draft(
            answer,
            explanation.isBlank() ? answer : explanation,
            confidence(first(json, "confidence")),
            texts(json, "open_questions")));
  }

  private static Action outside(ToolCall call, OutsideTool tool, JsonNode json) {
    String arguments = json.toString();
    return arguments.length() > OutsideTool.LONGEST_ARGUMENTS
        ? new Action.Invalid(
            call.tool(),
            "the arguments have more than "
                + OutsideTool.LONGEST_ARGUMENTS
                + " characters; ask for less at once")
        : new Action.Open(List.of(tool.call(arguments)));
  }

  private static Action unknown(ToolCall call, Role role, Task task) {
    return new Action.Invalid(
        call.tool(),
        "there is no tool of that name here; there are "
            + String.join(", ", Tools.of(role, task).stream().map(tool -> tool.name()).toList()));
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
      return isOfPages(uri) ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /// Whether an address has a scheme that pages have; all other addresses are calls of tools.
  static boolean isOfPages(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    return Set.of("http", "https", "file").contains(scheme);
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
      return texts.stream()
          .filter(text -> !text.isBlank())
          .limit(MOST_TEXTS)
          .map(text -> Wording.cut(text, LONGEST_TEXT))
          .toList();
    }
    return node.isValueNode() && !node.asString("").isBlank()
        ? List.of(Wording.cut(node.asString(""), LONGEST_TEXT))
        : List.of();
  }

  /// From 0 to 1. Of a hundred is what is asked for; a fraction below 1 is meant as a share.
  private static double confidence(JsonNode node) {
    double value = number(node, 50);
    return value > 0 && value < 1 ? value : value / 100;
  }

  /// From 0 to 100; the other value where it is no number.
  static double number(JsonNode node, double otherwise) {
    double value = node.asDouble(otherwise);
    return Double.isNaN(value) ? otherwise : Math.clamp(value, 0, 100);
  }

  private static String shorten(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
