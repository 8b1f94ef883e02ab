package io.deepsearch4j.agent;

import io.deepsearch4j.chat.Thinking;
import java.util.List;
import java.util.Objects;

/// How hard to think, per kind of step. The default is openPangu's: documents are read slowly, the
/// next action is chosen fast; short calls with high stakes (verdict, last answer) are slow too.
///
/// @param plan making a plan
/// @param choose choosing the next action
/// @param read answering from a document
/// @param judge the verifier's verdict
/// @param answer the last answer, where it is known to be the last
/// @param fold the summary that saves context
/// @param stumble the one step after a loop or two failures in a row
/// @param slowOnChange whether the first action of an episode, and each after something new, is
///   chosen slowly whatever `choose` says
public record Pace(
    Thinking plan,
    Thinking choose,
    Thinking read,
    Thinking judge,
    Thinking answer,
    Thinking fold,
    Thinking stumble,
    Boolean slowOnChange) {

  /// Reading, judging and answering slow, everything else fast.
  public static final Pace DEFAULT =
      new Pace(
          Thinking.FAST,
          Thinking.FAST,
          Thinking.SLOW,
          Thinking.SLOW,
          Thinking.SLOW,
          Thinking.FAST,
          Thinking.SLOW,
          false);

  /// Documents are read slowly, everything else is fast: openPangu's own table.
  public static final Pace ARTICLE =
      new Pace(
          Thinking.FAST,
          Thinking.FAST,
          Thinking.SLOW,
          Thinking.FAST,
          Thinking.FAST,
          Thinking.FAST,
          Thinking.FAST,
          false);

  /// Choosing slow first and after each new result, fast otherwise; everything else as by default.
  public static final Pace SLOW_ON_CHANGE =
      new Pace(
          Thinking.FAST,
          Thinking.FAST,
          Thinking.SLOW,
          Thinking.SLOW,
          Thinking.SLOW,
          Thinking.FAST,
          Thinking.SLOW,
          true);

  public Pace {
    Objects.requireNonNull(plan);
    Objects.requireNonNull(choose);
    Objects.requireNonNull(read);
    Objects.requireNonNull(judge);
    Objects.requireNonNull(answer);
    Objects.requireNonNull(fold);
    Objects.requireNonNull(stumble);
    // Runs stored before there was this rule lack it.
    slowOnChange = slowOnChange != null && slowOnChange;
  }

  /// The same for every step.
  public static Pace always(Thinking thinking) {
    return new Pace(thinking, thinking, thinking, thinking, thinking, thinking, thinking, false);
  }

  /// How hard to think about the next choice of an episode.
  Thinking next(Trajectory trajectory) {
    if (trajectory.stopped()) {
      return trajectory.role() == Role.VERIFIER ? judge : answer;
    }
    if (stumbled(trajectory)) {
      return stumble;
    }
    return switch (trajectory.role()) {
      // A verifier that has not looked further, or cannot, is about to judge.
      case VERIFIER ->
          trajectory.observations().isEmpty() || trajectory.task().budget().toolCalls() == 0
              ? judge
              : choose;
      // When nothing is open any more, the next choice is the answer.
      case RESEARCHER -> {
        if (everythingEstablished(trajectory)) {
          yield answer;
        }
        yield slowOnChange && changed(trajectory) ? Thinking.SLOW : choose;
      }
    };
  }

  private static boolean everythingEstablished(Trajectory trajectory) {
    List<Plan.Condition> conditions = trajectory.task().plan().conditions();
    List<Evidence> evidence = trajectory.evidence();
    return !conditions.isEmpty()
        && conditions.stream()
            .allMatch(
                condition ->
                    evidence.stream().anyMatch(one -> one.supports().contains(condition.id())));
  }

  /// Whether nothing was seen yet, or the latest observation brought evidence or hits.
  private static boolean changed(Trajectory trajectory) {
    return switch (trajectory.steps().getLast()) {
      case Step.Acted(_, _, Observation.Hits(var results), _, _) ->
          results.stream().anyMatch(result -> !result.hits().isEmpty());
      case Step.Acted acted -> !acted.evidence().isEmpty();
      case Step.Began _, Step.Planned _ -> true;
      case Step.Chosen _, Step.Folded _, Step.Stopped _, Step.Verified _ -> false;
    };
  }

  private static boolean stumbled(Trajectory trajectory) {
    List<Step> steps = trajectory.steps();
    if (steps.getLast() instanceof Step.Acted(_, _, Observation.Reflected _, _, _)) {
      return true;
    }
    int failures = 0;
    for (int i = steps.size() - 1; i > 0 && failures < 2; i--) {
      switch (steps.get(i)) {
        case Step.Acted(_, _, Observation.Failed _, _, _) -> failures++;
        case Step.Acted _ -> {
          return false;
        }
        case Step.Chosen _, Step.Folded _ -> {}
        case Step.Began _, Step.Planned _, Step.Stopped _, Step.Verified _ -> {
          return false;
        }
      }
    }
    return failures == 2;
  }
}
