package io.deepsearch4j.server;

import io.deepsearch4j.agent.ClaimCheck;
import io.deepsearch4j.agent.Evidence;
import io.deepsearch4j.agent.EvidenceCheck;
import io.deepsearch4j.agent.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Holds one sentence against what runs have found, offline and without a model. Only passages that
/// still stand where they are said to stand count.
final class ClaimVerification {
  private static final int PASSAGES = 8;

  private final RunReading reading;
  private final Shelf shelf;
  private final EvidenceCheck check;

  /// What is to be checked.
  ///
  /// @param runId only with what this run has found
  record Claim(String claim, @Nullable String runId) {
    Claim {
      if (claim.isBlank()) {
        throw new IllegalArgumentException("claim is empty; write one sentence");
      }
    }
  }

  /// What came of it.
  ///
  /// @param why what speaks against it; empty where nothing does
  /// @param next what to do next
  record Verified(
      String claim, Verdict.Support verdict, String why, List<Compared> passages, String next) {}

  /// A passage the claim was compared with.
  ///
  /// @param stands whether the passage was found again where it is said to stand
  /// @param why what speaks against it
  record Compared(
      String id,
      String url,
      String title,
      String quote,
      boolean stands,
      Verdict.Support verdict,
      String why) {}

  ClaimVerification(RunReading reading, Shelf shelf, EvidenceCheck check) {
    this.reading = reading;
    this.shelf = shelf;
    this.check = check;
  }

  Verified verify(Caller caller, Claim claim) {
    List<Shelf.Item> found =
        claim.runId() == null
            ? shelf.search(caller, claim.claim(), PASSAGES)
            : shelf.search(reading.run(caller, claim.runId()), claim.claim(), PASSAGES);
    List<Compared> compared = found.stream().map(item -> compared(claim.claim(), item)).toList();
    var standing = new ArrayList<Evidence>();
    for (int i = 0; i < found.size(); i++) {
      if (compared.get(i).stands()) {
        standing.add(found.get(i).evidence());
      }
    }
    if (standing.isEmpty()) {
      return new Verified(
          claim.claim(),
          Verdict.Support.UNCHECKED,
          found.isEmpty() ? "nothing known speaks of it" : "no passage stands any more",
          compared,
          "begin deep_research with the claim as a question");
    }
    Verdict.Judgement judgement = judgement(claim.claim(), compared, standing);
    return new Verified(
        claim.claim(),
        judgement.support(),
        judgement.why(),
        compared,
        "fetch with the id of a passage gives the text around it");
  }

  private Compared compared(String claim, Shelf.Item item) {
    Evidence evidence = item.evidence();
    EvidenceCheck.Checked checked = check.check(evidence);
    Verdict.Judgement judgement =
        checked.holds()
            ? ClaimCheck.judge(claim, List.of(evidence))
            : new Verdict.Judgement(Verdict.Support.UNCHECKED, checked.trouble());
    return new Compared(
        item.id(),
        evidence.url().toString(),
        evidence.title(),
        evidence.quote(),
        checked.holds(),
        judgement.support(),
        judgement.why());
  }

  /// The best that a single passage says. What only several of them say together is partly
  /// supported: they may speak of different things.
  private static Verdict.Judgement judgement(
      String claim, List<Compared> compared, List<Evidence> standing) {
    Compared best =
        compared.stream()
            .filter(Compared::stands)
            .min(Comparator.comparing(Compared::verdict))
            .orElseThrow();
    if (best.verdict() == Verdict.Support.SUPPORTED) {
      return new Verdict.Judgement(best.verdict(), "");
    }
    if (ClaimCheck.judge(claim, standing).support() == Verdict.Support.SUPPORTED) {
      return new Verdict.Judgement(
          Verdict.Support.PARTLY, "no passage says it alone; several do together");
    }
    return new Verdict.Judgement(best.verdict(), best.why());
  }
}
