package io.deepsearch4j.server;

import io.deepsearch4j.agent.Action;
import io.deepsearch4j.agent.Observation;
import io.deepsearch4j.agent.Plan;
import io.deepsearch4j.agent.Role;
import io.deepsearch4j.agent.Step;
import io.deepsearch4j.agent.Verdict;
import io.deepsearch4j.web.Searched;
import java.util.List;
import java.util.stream.Collectors;

/// Steps in words: one line each, for people who watch.
final class Narration {
  private static final int LONGEST = 300;

  private Narration() {}

  static String line(Step step) {
    return Plain.line(words(step), LONGEST);
  }

  private static String words(Step step) {
    return switch (step) {
      case Step.Planned(_, var plan, var turn, _) ->
          (turn.isByRule() && !turn.chooser().isEmpty()
                  ? "plan (" + turn.chooser() + "): "
                  : "plan: ")
              + plan.conditions().stream()
                  .map(Plan.Condition::text)
                  .collect(Collectors.joining(" · "));
      case Step.Began(var episode, var role, _, _) ->
          role == Role.VERIFIER ? "checks the draft against its sources" : "begins " + episode;
      case Step.Chosen(_, var turn, var actions, _) ->
          actions.isEmpty() ? "thinks: " + turn.message().text() : "wants to " + list(actions);
      case Step.Acted(_, _, var observation, var evidence, _) ->
          seen(observation)
              + (evidence.isEmpty() ? "" : "; " + evidence.size() + " passages kept as evidence");
      case Step.Folded _ -> "sums up what is known, to save context";
      case Step.Stopped(_, _, var why, _) -> "stops: " + why;
      case Step.Verified(_, _, var verdict, _) -> "verdict: " + judged(verdict);
    };
  }

  private static String list(List<Action> actions) {
    return actions.stream().map(Narration::wanted).collect(Collectors.joining("; "));
  }

  private static String wanted(Action action) {
    return switch (action) {
      case Action.Search(var queries, _) -> "search for " + String.join(" / ", queries);
      case Action.Open(var urls) ->
          "open " + urls.stream().map(String::valueOf).collect(Collectors.joining(", "));
      case Action.AskDocument(var asks) ->
          "read "
              + asks.stream()
                  .map(ask -> ask.page() + " for: " + ask.question())
                  .collect(Collectors.joining("; "));
      case Action.QueryTable(var page, var table, _, _, _, _) ->
          "look into table " + table + " of " + page;
      case Action.Reflect(var thought) -> "think: " + thought;
      case Action.Finish _ -> "answer";
      case Action.Judge _ -> "judge";
      case Action.Invalid(var tool, var why) -> "use " + tool + ", which fails: " + why;
    };
  }

  private static String seen(Observation observation) {
    return switch (observation) {
      case Observation.Hits(var results) ->
          results.stream()
              .map(result -> "searched " + result.query() + ": " + outcome(result.outcome()))
              .collect(Collectors.joining("; "));
      case Observation.Opened(var visits) ->
          visits.stream()
              .map(
                  visit ->
                      switch (visit) {
                        case Observation.Arrived arrived -> "opened " + arrived.url();
                        case Observation.Missed missed ->
                            "could not open " + missed.url() + ": " + missed.why();
                      })
              .collect(Collectors.joining("; "));
      case Observation.Findings(var answers) ->
          answers.stream()
              .map(
                  one ->
                      "read "
                          + one.title()
                          + ": "
                          + (one.finding().answer().isEmpty()
                              ? "nothing found"
                              : one.finding().answer()))
              .collect(Collectors.joining("; "));
      case Observation.Rows(_, var table, var rows, _) ->
          "table " + table + " gave " + rows.size() + " rows";
      case Observation.Reflected _ -> "thought it over";
      case Observation.Finished _ -> "has a draft";
      case Observation.Failed(_, var why) -> "failed: " + why;
    };
  }

  private static String outcome(Searched outcome) {
    return switch (outcome) {
      case Searched.Found(var hits) -> hits.size() + " hits";
      case Searched.Nothing _ -> "nothing";
      case Searched.Throttled _ -> "the engine asks to wait";
      case Searched.Refused(_, var why) -> why;
      case Searched.Broken(_, var why) -> why;
    };
  }

  private static String judged(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Supported _ -> "every sentence is supported";
      case Verdict.Lacking(var judgements, _, var missing) ->
          judgements.stream().filter(one -> one.support() == Verdict.Support.SUPPORTED).count()
              + " of "
              + judgements.size()
              + " sentences are supported"
              + (missing.isEmpty() ? "" : "; missing: " + String.join(", ", missing));
    };
  }
}
