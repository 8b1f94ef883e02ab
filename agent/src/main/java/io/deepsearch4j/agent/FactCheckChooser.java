package io.deepsearch4j.agent;

import java.util.ArrayList;
import java.util.List;

/// Judges a draft without a model: every sentence by [FactCheck], and every condition of the plan
/// by whether the draft and its evidence name what the condition names.
///
/// Score: a condition counts 1 when it is satisfied and 0.25 when that cannot be told; a sentence
/// that does not stand caps the score at 0.4.
final class FactCheckChooser implements Chooser {
  static final String NAME = "fact-check";

  private static final double UNKNOWN_COUNTS = 0.25;
  private static final double FALSE_SENTENCE_CAP = 0.4;
  private static final double NAMES_ENOUGH = 0.7;

  @Override
  public Choice choose(Trajectory trajectory, Purchases purchases) {
    Verdict verdict = verdict(trajectory.task(), trajectory.evidence());
    return new Choice(
        Turn.byRule(NAME, "Compared every sentence with its quotes; no language model was used."),
        List.of(new Action.Judge(verdict)));
  }

  private static Verdict verdict(Task task, List<Evidence> evidence) {
    Draft draft = task.draft();
    var judgements = new ArrayList<Verdict.Judgement>();
    for (int i = 0; i < draft.sentences().size(); i++) {
      List<Evidence> cited = FactCheck.cited(draft, i, evidence);
      judgements.add(FactCheck.judge(draft.sentences().get(i).text(), cited));
    }
    var missing = new ArrayList<>(draft.openQuestions());
    double score = conditions(task, evidence, missing);
    boolean stands =
        judgements.stream().allMatch(one -> one.support() == Verdict.Support.SUPPORTED);
    if (draft.isEmpty()) {
      return new Verdict.Lacking(judgements, 0, missing);
    }
    if (stands && missing.isEmpty()) {
      return new Verdict.Supported(judgements, score);
    }
    return new Verdict.Lacking(
        judgements, stands ? score : Math.min(score, FALSE_SENTENCE_CAP), missing);
  }

  private static double conditions(Task task, List<Evidence> evidence, List<String> missing) {
    List<Plan.Condition> conditions = task.plan().conditions();
    if (conditions.isEmpty()) {
      return task.draft().sentences().isEmpty() ? 0 : task.draft().confidence();
    }
    String said = said(task.draft(), evidence);
    double sum = 0;
    for (Plan.Condition condition : conditions) {
      if (names(said, condition)) {
        sum += 1;
      } else {
        sum += UNKNOWN_COUNTS;
        missing.add("condition " + condition.id() + " is not established: " + condition.text());
      }
    }
    return sum / conditions.size();
  }

  private static String said(Draft draft, List<Evidence> evidence) {
    var said = new StringBuilder();
    for (int i = 0; i < draft.sentences().size(); i++) {
      said.append(FactCheck.text(FactCheck.cited(draft, i, evidence))).append(" \n ");
    }
    return said.toString();
  }

  private static boolean names(String said, Plan.Condition condition) {
    Folded folded = Folded.of(said);
    double got = 0;
    double possible = 0;
    for (Need need : Asked.of(condition.text().replaceAll("\\([^)]*\\)", " ")).needs()) {
      boolean decides = need.kind() == Need.Kind.NAME || need.kind() == Need.Kind.YEAR;
      if (decides && need.in(folded) == 0) {
        return false;
      }
      got += need.weight() * need.in(folded);
      possible += need.weight();
    }
    return possible == 0 || got / possible >= NAMES_ENOUGH;
  }
}
