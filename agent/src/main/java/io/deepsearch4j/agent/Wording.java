package io.deepsearch4j.agent;

import io.deepsearch4j.chat.Untrusted;
import io.deepsearch4j.web.Hit;
import io.deepsearch4j.web.Searched;
import java.time.Duration;
import java.util.List;

/// Observations as a model reads them. Whatever comes from outside passes [Untrusted].
final class Wording {
  private static final int SNIPPET = 300;
  private static final int QUOTE = 400;

  private final Handles handles;
  private final List<Evidence> evidence;

  /// Words for one episode.
  Wording(Handles handles, List<Evidence> evidence) {
    this.handles = handles;
    this.evidence = evidence;
  }

  /// An observation in full.
  String full(Observation observation) {
    return switch (observation) {
      case Observation.Hits(var results) -> join(results.stream().map(this::result).toList());
      case Observation.Opened(var visits) -> join(visits.stream().map(this::visit).toList());
      case Observation.Findings(var answers) -> join(answers.stream().map(this::answered).toList());
      case Observation.Rows rows -> rows(rows);
      case Observation.Reflected _ -> "Noted.";
      case Observation.Finished _ -> "Received.";
      case Observation.Failed(var code, var why) ->
          "{\"error\":\"" + code + "\"} " + clean(why, 2_000);
    };
  }

  /// An observation in one line, for when it lies far back.
  String stub(Observation observation) {
    return switch (observation) {
      case Observation.Hits(var results) ->
          "[earlier search: "
              + String.join(
                  "; ",
                  results.stream()
                      .map(one -> clean(one.query(), 80) + ": " + one.hits().size() + " hits")
                      .toList())
              + "]";
      case Observation.Opened(var visits) ->
          "[earlier opened: "
              + String.join(
                  "; ",
                  visits.stream()
                      .map(
                          one ->
                              switch (one) {
                                case Observation.Arrived arrived ->
                                    handles.of(arrived.page().id())
                                        + " "
                                        + clean(arrived.title(), 80);
                                case Observation.Missed missed -> missed.code();
                              })
                      .toList())
              + "]";
      case Observation.Findings(var answers) ->
          "[earlier read: "
              + String.join(
                  "; ",
                  answers.stream()
                      .map(
                          one ->
                              handles.of(one.page())
                                  + " "
                                  + one.finding().status()
                                  + " "
                                  + clean(one.finding().answer(), 200)
                                  + marks(one.evidence()))
                      .toList())
              + "]";
      case Observation.Rows rows -> "[earlier table query" + marks(rows.evidence()) + "]";
      case Observation.Reflected _, Observation.Finished _, Observation.Failed _ ->
          full(observation);
    };
  }

  private String result(Observation.Result result) {
    var text = new StringBuilder("Results for \"" + clean(result.query(), 200) + "\":\n");
    switch (result.outcome()) {
      case Searched.Found(var hits) -> {
        for (Hit hit : hits) {
          text.append(hit.rank())
              .append(". ")
              .append(hit.url())
              .append('\n')
              .append(
                  Untrusted.wrap(
                      "search",
                      cut(hit.title(), 200)
                          + (hit.published().isEmpty() ? "" : " (" + cut(hit.published(), 30) + ")")
                          + "\n"
                          + cut(hit.snippet(), SNIPPET)))
              .append('\n');
        }
      }
      case Searched.Nothing _ ->
          text.append("no results; use fewer or other words, drop quotes, or try another language");
      case Searched.Throttled(var engine, var retryAfter) ->
          text.append(engine)
              .append(" is throttled for ")
              .append(retryAfter.toSeconds())
              .append(" s; work with what is known meanwhile");
      case Searched.Refused(var engine, var why) ->
          text.append(engine).append(" refused: ").append(clean(why, 300));
      case Searched.Broken(var engine, var why) ->
          text.append(engine).append(" does not work: ").append(clean(why, 300));
    }
    return text.toString();
  }

  private String visit(Observation.Visit visit) {
    return switch (visit) {
      case Observation.Missed(var url, var code, var why) ->
          url + " could not be opened: " + code + ", " + clean(why, 300);
      case Observation.Arrived arrived ->
          handles.of(arrived.page().id())
              + " = "
              + arrived.page().finalUrl()
              + ", "
              + arrived.page().mediaType()
              + ", "
              + arrived.characters()
              + " characters, "
              + arrived.links()
              + " links\n"
              + Untrusted.wrap(arrived.page().finalUrl().toString(), about(arrived));
    };
  }

  private static String about(Observation.Arrived arrived) {
    var text = new StringBuilder("title: " + cut(arrived.title(), 200));
    if (!arrived.published().isEmpty()) {
      text.append("\npublished: ").append(cut(arrived.published(), 30));
    }
    if (!arrived.outline().isEmpty()) {
      text.append("\nheadings: ")
          .append(
              String.join(" / ", arrived.outline().stream().map(one -> cut(one, 100)).toList()));
    }
    if (!arrived.tables().isEmpty()) {
      text.append("\ntables: ")
          .append(String.join(" / ", arrived.tables().stream().map(one -> cut(one, 100)).toList()));
    }
    for (String remark : arrived.remarks()) {
      text.append("\nnote: ").append(cut(remark, 200));
    }
    return text.toString();
  }

  private String answered(Observation.Answered answered) {
    Finding finding = answered.finding();
    String head =
        handles.of(answered.page())
            + ": "
            + finding.status()
            + ", confidence "
            + Math.round(100 * finding.confidence())
            + "/100, "
            + Math.round(100 * finding.coverage())
            + " % of the document considered\n";
    var inside = new StringBuilder();
    if (!finding.answer().isEmpty()) {
      inside.append("answer: ").append(cut(finding.answer(), 2_000)).append('\n');
    }
    for (String id : answered.evidence()) {
      evidence.stream()
          .filter(one -> one.id().equals(id))
          .findFirst()
          .ifPresent(
              one ->
                  inside
                      .append('[')
                      .append(id)
                      .append("] ")
                      .append(one.polarity() == Evidence.Polarity.REFUTES ? "against: " : "")
                      .append(one.locator())
                      .append(": \"")
                      .append(cut(one.quote(), QUOTE))
                      .append("\"\n"));
    }
    if (!finding.missing().isEmpty()) {
      inside
          .append("missing: ")
          .append(cut(String.join("; ", finding.missing()), 500))
          .append('\n');
    }
    finding.links().stream()
        .limit(8)
        .forEach(
            link ->
                inside
                    .append("link: ")
                    .append(link.url())
                    .append(" (")
                    .append(cut(link.anchor(), 80))
                    .append(", ")
                    .append(Math.round(100 * link.score()))
                    .append("/100)\n"));
    return head + Untrusted.wrap(answered.url().toString(), inside.toString().strip());
  }

  private String rows(Observation.Rows rows) {
    var text = new StringBuilder();
    rows.rows().stream().limit(50).forEach(row -> text.append(cut(row, QUOTE)).append('\n'));
    return handles.of(rows.page())
        + " "
        + rows.table()
        + marks(rows.evidence())
        + "\n"
        + Untrusted.wrap("table", text.toString().strip());
  }

  private static String marks(List<String> ids) {
    return ids.isEmpty() ? "" : " [" + String.join("][", ids) + "]";
  }

  private static String join(List<String> parts) {
    return String.join("\n", parts);
  }

  private static String clean(String text, int length) {
    return Untrusted.escape(cut(text, length));
  }

  static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end) + "…";
  }

  /// What is left of a budget, told to the model with every observation.
  static String left(Budget budget, Spent spent) {
    long seconds = Math.max(0, budget.wall().minus(Duration.ofMillis(spent.millis())).toSeconds());
    return "(tool calls left "
        + Math.max(0, budget.toolCalls() - spent.toolCalls())
        + ", time left "
        + (seconds >= 120 ? seconds / 60 + " min" : seconds + " s")
        + ")";
  }
}
