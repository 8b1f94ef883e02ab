package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Question → plan → search → read → verify → cited answer.
///
/// Everything that was done is in the journal, and what is to be done next follows from it: the
/// same method begins a run, resumes it and replays it.
final class DeepSearch {
  private final Journal journal;
  private final Planner planner;
  private final Loop loop;
  private final Loop.PurchasesOfStep purchases;
  private final AgentConfig config;
  private final Approval approval;
  private final List<OutsideTool> tools;
  private final Stopwatch stopwatch;
  private final String languageModel;

  DeepSearch(
      Journal journal,
      Planner planner,
      Loop loop,
      Loop.PurchasesOfStep purchases,
      RunSpec spec,
      Stopwatch stopwatch,
      String languageModel) {
    this.journal = journal;
    this.planner = planner;
    this.loop = loop;
    this.purchases = purchases;
    this.config = spec.config();
    this.approval = spec.approval();
    // Rules follow links, and a link must not become a call.
    this.tools = languageModel.isEmpty() ? List.of() : spec.tools();
    this.stopwatch = stopwatch;
    this.languageModel = languageModel;
  }

  /// Answers.
  ///
  /// @param seeds addresses the user named
  /// @throws ChatException when the model cannot work at all and nothing is known yet
  Answer ask(Question question, List<URI> seeds) {
    Plan plan = plan(question, seeds);
    if (approval == Approval.NEEDED && !PlanReview.isApproved(journal.steps())) {
      throw new AwaitingApproval();
    }
    var candidates = new ArrayList<Selection.Candidate>();
    int walk = 0;
    int drafts = languageModel.isEmpty() ? 1 : config.drafts();
    Optional<StopReason> end = Optional.empty();
    for (int attempt = 0; attempt < drafts && end.isEmpty(); attempt++) {
      List<Evidence> given = List.of();
      List<String> lacking = List.of();
      for (int revision = 0; ; revision++, walk++) {
        Task task =
            new Task(
                question,
                plan,
                Draft.nothing(),
                given,
                lacking,
                researching(),
                config.pace(),
                tools);
        Trajectory research = loop.walk("research/" + walk, Role.RESEARCHER, task);
        Draft draft = draft(research);
        Verdict verdict = verified(walk, question, plan, draft);
        candidates.add(new Selection.Candidate(research.episode(), draft, verdict));
        if (!worthSendingBack(research, verdict, revision)) {
          walk++;
          end = endOfAll(research);
          break;
        }
        given = journal.evidence();
        lacking = lacking(draft, verdict);
      }
    }
    Selection.Candidate taken = Selection.of(candidates, config.policy());
    return AnswerWriter.write(taken, journal, languageModel, config.budget());
  }

  // Why further drafts would be in vain: nothing is left to spend, the model cannot work, or
  // nobody wants to wait for them.
  private Optional<StopReason> endOfAll(Trajectory research) {
    return config
        .budget()
        .exceededBy(journal.spent())
        .or(
            () ->
                research.steps().stream()
                    .filter(Step.Stopped.class::isInstance)
                    .map(step -> ((Step.Stopped) step).reason())
                    .filter(
                        reason ->
                            reason == StopReason.MODEL_ERROR
                                || reason == StopReason.ASKED_TO_FINISH)
                    .findFirst());
  }

  private Plan plan(Question question, List<URI> seeds) {
    Optional<List<Plan.Clarification>> answered = PlanReview.answered(journal.steps());
    return answered
        .map(answers -> newPlan(question, seeds, answers))
        .or(journal::plan)
        .orElseGet(() -> newPlan(question, seeds, List.of()));
  }

  private Plan newPlan(Question question, List<URI> seeds, List<Plan.Clarification> answered) {
    Purchases bought = purchases.of("plan", PlanReview.timesAnswered(journal.steps()));
    Planner.Planning planning = planner.plan(question, seeds, answered, bought);
    Spent spent = bought.spent();
    journal.add(
        new Step.Planned(
            "plan",
            planning.plan(),
            planning.turn(),
            new Spent(
                spent.modelCalls(),
                spent.toolCalls(),
                spent.usage(),
                spent.money(),
                stopwatch.lap())));
    return planning.plan();
  }

  private Verdict verified(int walk, Question question, Plan plan, Draft draft) {
    String episode = "verify/" + walk;
    Optional<Verdict> known =
        journal.steps().stream()
            .filter(step -> step instanceof Step.Verified && step.episode().equals(episode))
            .map(step -> ((Step.Verified) step).verdict())
            .findFirst();
    if (known.isPresent()) {
      return known.get();
    }
    Verdict verdict;
    if (draft.sentences().isEmpty()) {
      verdict = new Verdict.Lacking(List.of(), 0, List.of("there is no answer yet"));
    } else {
      List<Evidence> cited =
          journal.evidence().stream()
              .filter(
                  one -> draft.sentences().stream().anyMatch(s -> s.evidence().contains(one.id())))
              .toList();
      Task task = new Task(question, plan, draft, cited, List.of(), verifying(), config.pace());
      verdict =
          FactCheck.temper(
              draft, journal.evidence(), judged(loop.walk(episode, Role.VERIFIER, task)));
    }
    journal.add(new Step.Verified(episode, draft, verdict, Spent.NOTHING));
    return verdict;
  }

  private boolean worthSendingBack(Trajectory research, Verdict verdict, int revision) {
    // Rules would only do the same again.
    boolean canDoBetter = !languageModel.isEmpty();
    return canDoBetter
        && verdict instanceof Verdict.Lacking
        && revision < config.sendBacks()
        && !research.stopped()
        && enoughLeft();
  }

  private boolean enoughLeft() {
    Budget left = left();
    return left.toolCalls() > 2 && left.wall().compareTo(Duration.ofSeconds(20)) > 0;
  }

  private static List<String> lacking(Draft draft, Verdict verdict) {
    var lacking = new ArrayList<String>();
    for (int i = 0; i < verdict.judgements().size(); i++) {
      Verdict.Judgement judgement = verdict.judgements().get(i);
      if (judgement.support() != Verdict.Support.SUPPORTED) {
        lacking.add(
            judgement.support()
                + ": \""
                + Wording.cut(draft.sentences().get(i).text(), 300)
                + "\" "
                + Wording.cut(judgement.why(), 300));
      }
    }
    if (verdict instanceof Verdict.Lacking(_, _, var missing)) {
      missing.forEach(one -> lacking.add("missing: " + Wording.cut(one, 300)));
    }
    return lacking;
  }

  /// What a researcher may spend now: what the run has left, less what judging will need.
  private Budget researching() {
    Budget left = left();
    return new Budget(
        left.toolCalls(),
        Math.max(1, left.modelCalls() - 3),
        left.promptTokens(),
        Math.max(1_000, left.tokens() - left.promptTokens() / 4),
        left.wall().multipliedBy(9).dividedBy(10),
        left.money().multiply(new BigDecimal("0.9")));
  }

  private Budget verifying() {
    Budget left = left();
    return new Budget(
        Math.min(left.toolCalls(), config.depth().verifierCalls),
        Math.max(1, Math.min(left.modelCalls(), config.depth().verifierCalls + 2)),
        left.promptTokens(),
        left.tokens(),
        left.wall(),
        left.money());
  }

  private Budget left() {
    Budget all = config.budget();
    Spent spent = journal.spent();
    BigDecimal money =
        all.money().signum() == 0
            ? BigDecimal.ZERO
            : all.money().subtract(spent.money()).max(new BigDecimal("1e-9"));
    return new Budget(
        Math.max(0, all.toolCalls() - spent.toolCalls()),
        Math.max(1, all.modelCalls() - spent.modelCalls()),
        all.promptTokens(),
        Math.max(1_000, all.tokens() - spent.usage().total()),
        Duration.ofMillis(Math.max(1_000, all.wall().toMillis() - spent.millis())),
        money);
  }

  private static Draft draft(Trajectory research) {
    return research.actions().reversed().stream()
        .filter(Action.Finish.class::isInstance)
        .map(action -> ((Action.Finish) action).draft())
        .findFirst()
        .orElseGet(Draft::nothing);
  }

  private static Verdict judged(Trajectory verification) {
    return verification.actions().reversed().stream()
        .filter(Action.Judge.class::isInstance)
        .map(action -> ((Action.Judge) action).verdict())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("a verification ends with a verdict"));
  }
}
