package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.Query;
import io.deepsearch4j.web.Searched;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// The answer of a run that may not go on, from what is known and by rule alone: nothing is bought,
/// nothing is stored as a step, so that the run can still be resumed.
final class LastResort {
  private LastResort() {}

  static Answer answer(Journal journal, RunSpec spec, StopReason reason, String why) {
    var copy = Journal.holding(journal.steps());
    Answer answer =
        AnswerWriter.write(
            taken(copy, spec, reason, why),
            copy,
            String.join(
                ", ",
                spec.models().values().stream()
                    .map(RunSpec.Named::model)
                    .distinct()
                    .sorted()
                    .toList()),
            spec.config().budget());
    return new Answer(
        true,
        reason,
        why,
        answer.answer(),
        answer.sentences(),
        answer.citations(),
        answer.openQuestions(),
        answer.confidence(),
        answer.languageModel(),
        answer.remarks());
  }

  // A draft that a verifier has judged is better than anything that rules could put together.
  private static Selection.Candidate taken(
      Journal journal, RunSpec spec, StopReason reason, String why) {
    List<Selection.Candidate> verified =
        journal.steps().stream()
            .filter(Step.Verified.class::isInstance)
            .map(Step.Verified.class::cast)
            .filter(step -> !step.draft().isEmpty())
            .map(step -> new Selection.Candidate(step.episode(), step.draft(), step.verdict()))
            .toList();
    if (!verified.isEmpty()) {
      return Selection.of(verified, spec.config().policy());
    }
    Draft draft = draft(journal, reason, why);
    Verdict verdict =
        draft.sentences().isEmpty()
            ? new Verdict.Lacking(List.of(), 0, List.of())
            : verdict(Choosers.byRule().verifier(), spec, draft, journal.evidence());
    return new Selection.Candidate("", draft, verdict);
  }

  private static Draft draft(Journal journal, StopReason reason, String why) {
    List<Step> researched =
        journal.steps().stream().filter(step -> step.episode().startsWith("research/")).toList();
    if (researched.isEmpty()) {
      return Draft.nothing();
    }
    Trajectory last = journal.trajectory(researched.getLast().episode()).orElseThrow();
    for (Action action : last.actions().reversed()) {
      if (action instanceof Action.Finish(var draft)) {
        return draft;
      }
    }
    var steps = new ArrayList<>(last.steps());
    steps.add(new Step.Stopped(last.episode(), reason, why, Spent.NOTHING));
    Chooser chooser = Choosers.byRule().researcher();
    return chooser.choose(new Trajectory(steps), new Nothing()).actions().stream()
        .filter(Action.Finish.class::isInstance)
        .map(action -> ((Action.Finish) action).draft())
        .findFirst()
        .orElseGet(Draft::nothing);
  }

  private static Verdict verdict(
      Chooser verifier, RunSpec spec, Draft draft, List<Evidence> evidence) {
    var task =
        new Task(
            spec.question(),
            new Plan(List.of(), List.of(), List.of(), ""),
            draft,
            evidence,
            List.of(),
            spec.config().budget(),
            spec.config().pace());
    var trajectory =
        new Trajectory(List.of(new Step.Began("verify", Role.VERIFIER, task, Spent.NOTHING)));
    return verifier.choose(trajectory, new Nothing()).actions().stream()
        .filter(Action.Judge.class::isInstance)
        .map(action -> ((Action.Judge) action).verdict())
        .findFirst()
        .orElseGet(() -> new Verdict.Lacking(List.of(), 0, List.of()));
  }

  /// Sells nothing: rules need nothing.
  private record Nothing() implements Purchases {
    @Override
    public Reply reply(String slot, Part part, ChatRequest request) {
      throw new IllegalStateException("a rule asks no model");
    }

    @Override
    public Searched search(String slot, Query query) {
      throw new IllegalStateException("the last resort searches nothing");
    }

    @Override
    public Fetched open(String slot, URI url) {
      throw new IllegalStateException("the last resort opens nothing");
    }

    @Override
    public Spent spent() {
      return Spent.NOTHING;
    }
  }
}
