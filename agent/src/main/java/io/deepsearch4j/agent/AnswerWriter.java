package io.deepsearch4j.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the [Answer] of a judged draft. An evidence id that is not in the run's store cannot be
/// rendered: it is dropped, and the sentence that cites nothing else is not called supported.
final class AnswerWriter {
  private AnswerWriter() {}

  static Answer write(
      Selection.Candidate taken, Journal journal, String languageModel, Budget budget) {
    Draft draft = taken.draft();
    Verdict verdict = taken.verdict();
    Map<String, Evidence> store = new LinkedHashMap<>();
    journal.evidence().forEach(evidence -> store.put(evidence.id(), evidence));
    Map<String, Answer.Citation> citations = new LinkedHashMap<>();
    var sentences = new ArrayList<Answer.JudgedSentence>();
    for (int i = 0; i < draft.sentences().size(); i++) {
      Draft.Sentence sentence = draft.sentences().get(i);
      Verdict.Judgement judgement =
          i < verdict.judgements().size()
              ? verdict.judgements().get(i)
              : new Verdict.Judgement(Verdict.Support.UNCHECKED, "not judged");
      var numbers = new ArrayList<Integer>();
      for (String id : sentence.evidence()) {
        Evidence evidence = store.get(id);
        if (evidence != null) {
          numbers.add(
              citations
                  .computeIfAbsent(id, _ -> citation(citations.size() + 1, evidence))
                  .number());
        }
      }
      boolean groundless = numbers.isEmpty() && judgement.support() == Verdict.Support.SUPPORTED;
      sentences.add(
          new Answer.JudgedSentence(
              sentence.text(),
              groundless ? Verdict.Support.UNSUPPORTED : judgement.support(),
              groundless ? "it cites no evidence of this run" : judgement.why(),
              numbers));
    }
    Optional<Step.Stopped> stop = stop(journal, taken.episode());
    boolean stands =
        !sentences.isEmpty()
            && sentences.stream().allMatch(one -> one.verdict() == Verdict.Support.SUPPORTED)
            && verdict instanceof Verdict.Supported;
    StopReason reason =
        stop.map(Step.Stopped::reason)
            .orElse(draft.isEmpty() ? StopReason.EXHAUSTED : StopReason.ANSWERED);
    return new Answer(
        !stands || stop.isPresent(),
        reason,
        stop.map(Step.Stopped::why).orElse(draft.isEmpty() ? "no answer was found" : ""),
        draft.answer(),
        sentences,
        List.copyOf(citations.values()),
        openQuestions(draft, verdict),
        verdict.score(),
        languageModel,
        remarks(journal, budget));
  }

  private static Answer.Citation citation(int number, Evidence evidence) {
    return new Answer.Citation(
        number,
        evidence.id(),
        evidence.url(),
        evidence.title(),
        evidence.quote(),
        evidence.start(),
        evidence.end(),
        evidence.locator(),
        evidence.page(),
        evidence.sha256(),
        evidence.textSha256(),
        evidence.fetchedAt(),
        evidence.robots());
  }

  // Another draft or a verification that was cut short does not make the answer a cut-short one.
  private static Optional<Step.Stopped> stop(Journal journal, String episode) {
    return journal.steps().stream()
        .filter(step -> step instanceof Step.Stopped && step.episode().equals(episode))
        .map(Step.Stopped.class::cast)
        .findFirst();
  }

  private static List<String> openQuestions(Draft draft, Verdict verdict) {
    var open = new ArrayList<>(draft.openQuestions());
    if (verdict instanceof Verdict.Lacking(_, _, var missing)) {
      missing.stream().filter(one -> !open.contains(one)).forEach(open::add);
    }
    return open;
  }

  private static List<String> remarks(Journal journal, Budget budget) {
    var remarks = new ArrayList<String>();
    long ignored =
        journal.steps().stream()
            .filter(step -> step instanceof Step.Chosen choice && choice.turn().modeIgnored())
            .count();
    if (ignored > 0) {
      remarks.add(
          "the model's server thought slowly in "
              + ignored
              + " steps that asked for fast thinking; check its thinking switch");
    }
    if (budget.money().signum() > 0 && journal.spent().money().signum() == 0) {
      remarks.add(
          "a limit of money was set and no prices are configured, so it could not be watched");
    }
    return remarks;
  }
}
