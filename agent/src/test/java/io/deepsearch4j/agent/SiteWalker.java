package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.ScriptedChatModel;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A model for tests that goes through a site by a few rules, and knows nothing but what it is
/// shown.
///
/// As researcher it opens the addresses it is given (or searches, when it is given none), asks
/// every page that arrives, opens every link it is told of, and answers with the first thing found.
/// As reader it looks for the line that holds certain words; where there is none, it names the
/// links that the first of its signposts fits. As verifier it finds all of it supported.
final class SiteWalker {
  private static final Pattern LINK_OFFERED = Pattern.compile("(?m)^(\\d+)\\. (.*)$");
  private static final Pattern LINK_TOLD = Pattern.compile("(?m)^link: (\\S+) ");
  private static final Pattern HIT = Pattern.compile("(?m)^\\d+\\. (http\\S+)$");
  private static final Pattern BEGINNING = Pattern.compile("(?m)^- (http\\S+)$");
  private static final Pattern PAGE = Pattern.compile("(?m)^(P\\d+) = ");
  private static final Pattern QUESTION = Pattern.compile("(?m)^Question: (.*)$");
  private static final Pattern EVIDENCE = Pattern.compile("\\[(E\\d+)\\]");
  private static final Pattern FOUND = Pattern.compile("(?m)^answer: (.*)$");

  // So many pages can be asked in one call.
  private static final int AT_ONCE = 5;

  private final List<String> words;
  private final String column;
  private final List<Pattern> signposts;

  private SiteWalker(List<String> words, String column, List<Pattern> signposts) {
    this.words = words;
    this.column = column;
    this.signposts = signposts;
  }

  /// @param words what the wanted line holds
  /// @param column the heading of the wanted cell, where that line is a row; otherwise empty
  /// @param signposts what leads on, as expressions over `anchor (KIND) /path`, best first
  static ScriptedChatModel model(List<String> words, String column, String... signposts) {
    var walker =
        new SiteWalker(words, column, Arrays.stream(signposts).map(Pattern::compile).toList());
    return ScriptedChatModel.answering(walker::reply);
  }

  private Reply reply(ChatRequest request) {
    String system = request.messages().getFirst().text();
    if (system.startsWith("You plan")) {
      return say(Map.of("conditions", List.of("it stands on the site"), "queries", List.of()));
    }
    if (system.startsWith("You read")) {
      return read(request.messages().getLast().text());
    }
    if (system.startsWith("You check")) {
      return call(
          request,
          "judge",
          Map.of(
              "sentences",
              List.of(Map.of("n", 1, "support", "supported")),
              "conditions",
              List.of(Map.of("id", "C1", "status", "satisfied"))));
    }
    return research(request);
  }

  private Reply research(ChatRequest request) {
    String task = request.messages().get(1).text();
    String question = all(QUESTION, task).getFirst();
    Message last = request.messages().getLast();
    List<String> arrived = last instanceof Message.ToolResult ? all(PAGE, last.text()) : List.of();
    if (!arrived.isEmpty()) {
      return call(
          request,
          "document_qa",
          Map.of(
              "tasks",
              arrived.stream().map(page -> Map.of("page", page, "question", question)).toList()));
    }
    List<String> ids = all(EVIDENCE, last.text());
    if (last instanceof Message.ToolResult && !ids.isEmpty()) {
      return finish(request, all(FOUND, last.text()).getFirst(), ids.getFirst());
    }
    List<String> fresh = notOpenedYet(request);
    if (!fresh.isEmpty()) {
      return call(request, "url_crawler", Map.of("urls", fresh));
    }
    return last instanceof Message.ToolResult
        ? call(request, "final_answer", Map.of("answer", "unknown", "confidence", 0))
        : call(request, "batch_web_search", Map.of("queries", List.of(question)));
  }

  private Reply finish(ChatRequest request, String answer, String evidence) {
    return call(
        request,
        "final_answer",
        Map.of("answer", answer, "explanation", answer + " [" + evidence + "]", "confidence", 90));
  }

  /// Every address this conversation has brought up and has not opened.
  private static List<String> notOpenedYet(ChatRequest request) {
    Set<String> opened = new HashSet<>();
    var known = new ArrayList<>(all(BEGINNING, request.messages().get(1).text()));
    for (Message message : request.messages()) {
      if (message instanceof Message.Assistant(_, _, var calls)) {
        calls.stream()
            .filter(call -> call.tool().equals("url_crawler"))
            .forEach(
                call ->
                    Replies.JSON
                        .readTree(call.arguments())
                        .get("urls")
                        .forEach(url -> opened.add(url.asString())));
      }
      if (message instanceof Message.ToolResult) {
        known.addAll(all(LINK_TOLD, message.text()));
        known.addAll(all(HIT, message.text()));
      }
    }
    return known.stream().filter(url -> !opened.contains(url)).distinct().limit(AT_ONCE).toList();
  }

  private Reply read(String prompt) {
    List<String> lines = prompt.lines().toList();
    Optional<String> line =
        lines.stream().filter(one -> words.stream().allMatch(one::contains)).reduce((_, b) -> b);
    boolean found = line.isPresent() && !line.get().startsWith("Question: ");
    return say(
        Map.of(
            "verdict", found ? "ANSWERED" : "NOT_FOUND",
            "answer", found ? value(line.get(), lines) : "",
            "confidence", found ? 0.9 : 0,
            "evidence",
                found
                    ? List.of(
                        Map.of(
                            "passage",
                            0,
                            "quote",
                            line.get(),
                            "supports",
                            List.of("C1"),
                            "polarity",
                            "SUPPORTS"))
                    : List.of(),
            "missing", List.of(),
            "next_links", found ? List.of() : next(prompt)));
  }

  /// The cell below the wanted heading, or the first sentence where the line is no row.
  private String value(String line, List<String> lines) {
    if (column.isEmpty()) {
      return line.split("(?<=\\.) (?=[A-Z])", 2)[0];
    }
    List<String> headings =
        lines.subList(0, lines.indexOf(line)).reversed().stream()
            .map(SiteWalker::cells)
            .filter(cells -> cells.size() > 1 && cells.contains(column))
            .findFirst()
            .orElseThrow();
    return cells(line).get(headings.indexOf(column));
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split(Pattern.quote("|"))).map(String::strip).toList();
  }

  private List<Map<String, Object>> next(String prompt) {
    String links = prompt.substring(Math.max(0, prompt.lastIndexOf("\nLinks:\n")));
    for (Pattern signpost : signposts) {
      List<String> numbers =
          LINK_OFFERED
              .matcher(links)
              .results()
              .filter(link -> signpost.matcher(link.group(2)).find())
              .map(link -> link.group(1))
              .toList();
      if (!numbers.isEmpty()) {
        return IntStream.range(0, numbers.size())
            .mapToObj(
                i ->
                    Map.<String, Object>of(
                        "n", Integer.valueOf(numbers.get(i)), "score", 0.9, "reason", "signpost"))
            .toList();
      }
    }
    return List.of();
  }

  private static List<String> all(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.results().map(result -> result.group(1)).distinct().toList();
  }

  /// A signpost to the pages of a way, whichever comes first.
  static String to(List<URI> way) {
    return way.stream()
        .map(url -> "\\) " + Pattern.quote(url.getPath()) + "$")
        .collect(Collectors.joining("|"));
  }

  private static Reply say(Map<String, Object> json) {
    return ScriptedChatModel.saying(Replies.JSON.writeValueAsString(json));
  }

  // The id follows from what was said before, so that a replay makes the same one.
  private static Reply call(ChatRequest request, String tool, Map<String, Object> arguments) {
    return ScriptedChatModel.calling(
        ScriptedChatModel.call(
            "call-" + request.messages().size(), tool, Replies.JSON.writeValueAsString(arguments)));
  }
}
