package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ToolSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The tools a model is offered. Names and arguments follow the public DeepDiver-V2 agent where it
/// has them; aliases let models that were trained on other agents work unchanged.
final class Tools {
  static final String SEARCH = "batch_web_search";
  static final String OPEN = "url_crawler";
  static final String ASK = "document_qa";
  static final String TABLE = "table_query";
  static final String REFLECT = "reflect";
  static final String FINISH = "final_answer";
  static final String JUDGE = "judge";

  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("search", SEARCH),
          Map.entry("web_search", SEARCH),
          Map.entry("google_search", SEARCH),
          Map.entry("browse", OPEN),
          Map.entry("visit", OPEN),
          Map.entry("open", OPEN),
          Map.entry("fetch", OPEN),
          Map.entry("crawl", OPEN),
          Map.entry("parse_file", ASK),
          Map.entry("ask_document", ASK),
          Map.entry("documentqa", ASK),
          Map.entry("query_table", TABLE),
          Map.entry("think", REFLECT),
          Map.entry("finish", FINISH),
          Map.entry("answer", FINISH),
          Map.entry("finalanswer", FINISH),
          Map.entry("verdict", JUDGE));

  private static final ToolSpec SEARCH_SPEC =
      new ToolSpec(
          SEARCH,
          "Search. Several short queries at once are better than one long one.",
          """
          {"type":"object","properties":{"queries":{"type":"array","items":{"type":"string"},\
          "minItems":1,"maxItems":10,"description":"what to look for, a few words each"},\
          "site":{"type":"string","description":"only on this host or domain"}},\
          "required":["queries"]}""");

  private static final ToolSpec OPEN_SPEC =
      new ToolSpec(
          OPEN,
          "Open addresses found in results or as links. Gives each page a handle (P1, P2, ...) for"
              + " document_qa; the text itself is not shown.",
          """
          {"type":"object","properties":{"urls":{"type":"array","items":{"type":"string"},\
          "minItems":1,"maxItems":10}},"required":["urls"]}""");

  private static final ToolSpec ASK_SPEC =
      new ToolSpec(
          ASK,
          "Ask an opened page a question. Gives an answer from that page alone, evidence ids to cite,"
              + " and the links worth opening next.",
          """
          {"type":"object","properties":{"tasks":{"type":"array","minItems":1,"maxItems":5,\
          "items":{"type":"object","properties":{"page":{"type":"string","description":\
          "handle such as P1"},"question":{"type":"string"}},"required":["page","question"]}}},\
          "required":["tasks"]}""");

  private static final ToolSpec TABLE_SPEC =
      new ToolSpec(
          TABLE,
          "Select, filter and add up the rows of a table of an opened page.",
          """
          {"type":"object","properties":{"page":{"type":"string"},"table":{"type":"string",\
          "description":"t1, t2, ..."},"select":{"type":"array","items":{"type":"string"},\
          "description":"column names; all when left out"},"where":{"type":"array","items":\
          {"type":"string"},"description":"conditions such as 'Segment = Grid'"},"group_by":\
          {"type":"string"},"aggregate":{"type":"string","enum":["sum","avg","min","max","count"]}},\
          "required":["page","table"]}""");

  private static final ToolSpec REFLECT_SPEC =
      new ToolSpec(
          REFLECT,
          "Think aloud about what is known and what to do next. Costs nothing.",
          """
          {"type":"object","properties":{"content":{"type":"string"}},"required":["content"]}""");

  private static final ToolSpec FINISH_SPEC =
      new ToolSpec(
          FINISH,
          "Give the final answer. Every sentence of the explanation that states a fact ends with the"
              + " ids of its evidence in brackets, for example [E3] or [E1][E4].",
          """
          {"type":"object","properties":{"answer":{"type":"string","description":"as short as the\
           question allows, without marks"},"explanation":{"type":"string","description":\
          "a few sentences with evidence ids"},"confidence":{"type":"integer","minimum":0,\
          "maximum":100},"open_questions":{"type":"array","items":{"type":"string"}}},\
          "required":["answer","explanation","confidence"]}""");

  private static final ToolSpec JUDGE_SPEC =
      new ToolSpec(
          JUDGE,
          "Give the verdict on every sentence of the draft.",
          """
          {"type":"object","properties":{"sentences":{"type":"array","items":{"type":"object",\
          "properties":{"n":{"type":"integer","description":"number of the sentence, from 1"},\
          "support":{"type":"string","enum":["supported","partly","unsupported","contradicted",\
          "unchecked"]},"why":{"type":"string"}},"required":["n","support"]}},\
          "conditions":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string"},\
          "status":{"type":"string","enum":["satisfied","violated","unknown"]}},"required":\
          ["id","status"]}},"missing":{"type":"array","items":{"type":"string"},"description":\
          "what should be looked for to close the gaps"}},"required":["sentences","conditions"]}""");

  private Tools() {}

  /// The tools of a role while it may still work.
  static List<ToolSpec> of(Role role) {
    return switch (role) {
      case RESEARCHER ->
          List.of(SEARCH_SPEC, OPEN_SPEC, ASK_SPEC, TABLE_SPEC, REFLECT_SPEC, FINISH_SPEC);
      case VERIFIER -> List.of(SEARCH_SPEC, OPEN_SPEC, ASK_SPEC, TABLE_SPEC, JUDGE_SPEC);
    };
  }

  /// The same, and the tools of others that the task allows.
  static List<ToolSpec> of(Role role, Task task) {
    return Stream.concat(of(role).stream(), task.tools().stream().map(OutsideTool::spec)).toList();
  }

  /// The one tool that ends a role's work.
  static List<ToolSpec> ending(Role role) {
    return switch (role) {
      case RESEARCHER -> List.of(FINISH_SPEC);
      case VERIFIER -> List.of(JUDGE_SPEC);
    };
  }

  /// The tool that a model means by a name; the name itself where nobody knows it.
  static String resolve(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    return ALIASES.getOrDefault(plain, plain);
  }
}
