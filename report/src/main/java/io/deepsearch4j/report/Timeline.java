package io.deepsearch4j.report;

import io.deepsearch4j.agent.Action;
import io.deepsearch4j.agent.Finding;
import io.deepsearch4j.agent.Observation;
import io.deepsearch4j.agent.Role;
import io.deepsearch4j.agent.Step;
import io.deepsearch4j.agent.Turn;
import io.deepsearch4j.agent.Verdict;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.web.Hit;
import io.deepsearch4j.web.Searched;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Steps in words, one entry each. It remembers the last choice of every episode and the titles of
/// pages, because a step alone does not repeat them. Not safe to share.
public final class Timeline {
  private final Map<String, Turn> turns = new HashMap<>();
  private final Map<String, Thinking> reading = new HashMap<>();

  /// A step in words.
  ///
  /// @param kind one word: `plan`, `search`, `open`, `read`, …
  /// @param text a line, free of control characters
  /// @param thinking `fast` or `slow` where a model thought, else empty
  /// @param weight whether somebody who watches wants to see it
  public record Entry(String kind, String text, String thinking, Weight weight) {}

  /// How much a step is worth a line.
  public enum Weight {
    SHOWN,
    SILENT
  }

  public Entry next(Step step) {
    return switch (step) {
      case Step.Planned(_, var plan, var turn, _) ->
          shown(
              "plan",
              plan.conditions().size() == 1
                  ? plan.conditions().getFirst().text()
                  : plan.conditions().size()
                      + " things to find out: "
                      + plan.conditions().stream()
                          .map(one -> one.text())
                          .collect(Collectors.joining(" · ")),
              thinking(turn));
      case Step.Began(var episode, var role, var task, _) -> {
        reading.put(episode, task.pace().read());
        yield role == Role.VERIFIER
            ? shown(
                "verify",
                "holds "
                    + count(task.draft().sentences().size(), "sentence")
                    + " against the passages",
                "")
            : new Entry(
                "begin",
                line(episode),
                "",
                task.lacking().isEmpty() ? Weight.SILENT : Weight.SHOWN);
      }
      case Step.Chosen(var episode, var turn, var actions, _) -> {
        turns.put(episode, turn);
        yield new Entry("choose", line(chosen(turn, actions)), thinking(turn), Weight.SILENT);
      }
      case Step.Acted(var episode, _, var observation, var evidence, _) ->
          acted(episode, observation, evidence.size());
      case Step.Folded(_, _, var turn, _) ->
          shown("fold", "summed up the steps so far, to save context", thinking(turn));
      case Step.Stopped(_, _, var why, _) -> shown("stop", why, "");
      case Step.Verified(_, _, var verdict, _) -> shown("verdict", verdict(verdict), "");
    };
  }

  private Entry acted(String episode, Observation observation, int evidence) {
    Turn turn = turns.get(episode);
    String thinking = turn == null ? "" : thinking(turn);
    return switch (observation) {
      case Observation.Hits(var results) ->
          shown("search", joined(results.stream().map(Timeline::searched).toList()), thinking);
      case Observation.Opened(var visits) ->
          shown("open", joined(visits.stream().map(Timeline::visited).toList()), thinking);
      case Observation.Findings(var answers) ->
          // The choice to read was made at one pace, the document is read at another.
          shown(
              "read",
              joined(answers.stream().map(Timeline::found).toList()),
              thinking.isEmpty() ? "" : word(reading.getOrDefault(episode, Thinking.SLOW)));
      case Observation.Rows(_, var table, var rows, _) ->
          shown(
              "table",
              table + ": " + count(rows.size(), "row") + ", " + evidence + " cited",
              thinking);
      case Observation.Reflected _ -> new Entry("think", "", thinking, Weight.SILENT);
      case Observation.Finished _ -> new Entry("finish", "", thinking, Weight.SILENT);
      case Observation.Failed(_, var why) -> shown("miss", why, thinking);
    };
  }

  private static String searched(Observation.Result result) {
    String outcome =
        switch (result.outcome()) {
          case Searched.Found(var hits) -> count(hits.size(), "hit") + best(hits);
          case Searched.Nothing _ -> "nothing";
          case Searched.Throttled(var engine, var after) ->
              engine + " asks to wait " + after.toSeconds() + " s";
          case Searched.Refused(var engine, var why) -> engine + " refuses: " + why;
          case Searched.Broken(var engine, var why) -> engine + " does not work: " + why;
        };
    return "“" + Plain.line(result.query(), 80) + "” → " + outcome;
  }

  private static String best(List<Hit> hits) {
    return ", first " + Plain.line(hits.getFirst().title(), 60);
  }

  private static String visited(Observation.Visit visit) {
    return switch (visit) {
      case Observation.Arrived arrived ->
          arrived.title().isBlank()
              ? place(arrived.url())
              : Plain.line(arrived.title(), 70) + " · " + place(arrived.url());
      case Observation.Missed(var url, _, var why) -> place(url) + " – " + why;
    };
  }

  private static String found(Observation.Answered answered) {
    Finding finding = answered.finding();
    String title =
        answered.title().isBlank() ? place(answered.url()) : Plain.line(answered.title(), 60);
    return title
        + " → "
        + switch (finding.status()) {
          case ANSWERED -> Plain.line(finding.answer(), 80);
          case PARTIAL -> "perhaps " + Plain.line(finding.answer(), 80);
          case NOT_FOUND ->
              finding.links().isEmpty()
                  ? "nothing"
                  : "nothing, but " + count(finding.links().size(), "link") + " worth a look";
          case CONTRADICTED -> "contradicts: " + Plain.line(finding.answer(), 80);
        };
  }

  private static String verdict(Verdict verdict) {
    long stand =
        verdict.judgements().stream()
            .filter(one -> one.support() == Verdict.Support.SUPPORTED)
            .count();
    String score =
        "%d of %s supported".formatted(stand, count(verdict.judgements().size(), "sentence"));
    return switch (verdict) {
      case Verdict.Supported _ -> score;
      case Verdict.Lacking(_, _, var missing) ->
          missing.isEmpty() ? score : score + "; missing: " + String.join(" · ", missing);
    };
  }

  private static String chosen(Turn turn, List<Action> actions) {
    return turn.chooser()
        + ": "
        + actions.stream()
            .map(action -> action.getClass().getSimpleName())
            .collect(Collectors.joining(", "));
  }

  private static String thinking(Turn turn) {
    return turn.isByRule() ? "" : word(turn.thinking());
  }

  private static String word(Thinking thinking) {
    return switch (thinking) {
      case FAST -> "fast";
      case SLOW -> "slow";
    };
  }

  private static Entry shown(String kind, String text, String thinking) {
    return new Entry(kind, line(text), thinking, Weight.SHOWN);
  }

  private static String joined(List<String> parts) {
    return String.join(" | ", parts);
  }

  public static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /// An address as people say it.
  public static String place(URI url) {
    String path = url.getPath() == null ? "" : url.getPath();
    return Plain.line(
        url.getHost() == null ? path.substring(path.lastIndexOf('/') + 1) : url.getHost() + path,
        70);
  }

  private static String line(String text) {
    return Plain.line(text, 400);
  }
}
