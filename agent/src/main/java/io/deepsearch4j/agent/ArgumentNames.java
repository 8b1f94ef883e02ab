package io.deepsearch4j.agent;

import io.deepsearch4j.chat.JsonRepair;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The arguments of a call under the names of our own tools, where a model wrote another agent's
/// name, another spelling, or a list as a text. Each change is noted; what could mean two things is
/// left alone.
final class ArgumentNames {
  private static final Set<String> LISTS =
      Set.of("queries", "urls", "tasks", "select", "where", "open_questions");

  private static final Map<String, Map<String, String>> ALIASES =
      Map.of(
          Tools.SEARCH,
          Map.of("query", "queries", "q", "queries", "domain", "site"),
          Tools.OPEN,
          Map.of("url", "urls", "documents", "urls", "links", "urls"),
          Tools.ASK,
          Map.ofEntries(
              Map.entry("questions", "tasks"),
              Map.entry("doc_id", "page"),
              Map.entry("file_path", "page"),
              Map.entry("document", "page"),
              Map.entry("url", "page"),
              Map.entry("id", "page"),
              Map.entry("query", "question"),
              Map.entry("goal", "question"),
              Map.entry("task", "question")),
          Tools.TABLE,
          Map.of(
              "doc_id", "page",
              "document", "page",
              "table_id", "table",
              "columns", "select",
              "filter", "where",
              "agg", "aggregate"),
          Tools.REFLECT,
          Map.of("thought", "content", "text", "content"),
          Tools.FINISH,
          Map.of(
              "final_answer", "answer",
              "result", "answer",
              "report", "explanation",
              "text", "explanation",
              "missing", "open_questions"));

  private static final Map<String, Set<String>> NAMES =
      Map.of(
          Tools.SEARCH, Set.of("queries", "site"),
          Tools.OPEN, Set.of("urls"),
          Tools.ASK, Set.of("tasks", "page", "question"),
          Tools.TABLE, Set.of("page", "table", "select", "where", "group_by", "aggregate"),
          Tools.REFLECT, Set.of("content"),
          Tools.FINISH, Set.of("answer", "explanation", "confidence", "open_questions"));

  /// The one argument without which a tool means nothing: a single unknown name must mean it.
  private static final Map<String, String> ONLY =
      Map.of(Tools.SEARCH, "queries", Tools.OPEN, "urls", Tools.REFLECT, "content");

  /// Arguments and what was changed in them, one sentence each.
  record Understood(ObjectNode json, List<String> remarks) {
    Understood {
      remarks = List.copyOf(remarks);
    }
  }

  private ArgumentNames() {}

  static Understood of(String tool, JsonNode arguments) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    var remarks = new ArrayList<String>();
    var unknown = new ArrayList<String>();
    Set<String> names = NAMES.getOrDefault(tool, Set.of());
    arguments.propertyStream().filter(one -> names.contains(one.getKey())).forEach(one -> json.set(one.getKey(), one.getValue()));
    arguments
        .propertyStream()
        .filter(one -> !names.contains(one.getKey()))
        .forEach(
            one -> {
              String meant = meant(tool, one.getKey()).orElse(one.getKey());
              boolean isFree = !json.hasNonNull(meant);
              if (!names.contains(meant)) {
                unknown.add(one.getKey());
              }
              if (isFree) {
                json.set(meant, one.getValue());
                note(tool, one.getKey(), meant, remarks);
              }
            });
    String only = ONLY.getOrDefault(tool, "");
    if (!only.isEmpty() && !json.hasNonNull(only) && unknown.size() == 1) {
      json.set(only, json.get(unknown.getFirst()));
      note(tool, unknown.getFirst(), only, remarks);
    }
    for (String list : LISTS) {
      listWrittenAsText(json.path(list))
          .ifPresent(
              mended -> {
                json.set(list, mended);
                remarks.add("The argument " + list + " was a text that holds a list.");
              });
    }
    return new Understood(json, remarks);
  }

  private static void note(String tool, String written, String meant, List<String> remarks) {
    if (!written.equals(meant)) {
      remarks.add(
          "The argument "
              + Wording.cut(written, 40)
              + " of "
              + tool
              + " was taken for "
              + meant
              + ".");
    }
  }

  private static Optional<String> meant(String tool, String name) {
    String alias = ALIASES.getOrDefault(tool, Map.of()).get(name.toLowerCase(Locale.ROOT));
    return alias != null
        ? Optional.of(alias)
        : NAMES.getOrDefault(tool, Set.of()).stream()
            .filter(known -> plain(known).equals(plain(name)))
            .findFirst();
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }

  private static Optional<JsonNode> listWrittenAsText(JsonNode node) {
    return node.isString() && node.asString("").strip().startsWith("[")
        ? JsonRepair.mend(node.asString("")).filter(JsonNode::isArray)
        : Optional.empty();
  }
}
