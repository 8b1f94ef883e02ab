package io.deepsearch4j.agent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Takes one of several verified drafts. Drafts with equal answers form a group and stand together.
public final class Selection {

  /// How the group is taken.
  public enum Policy {
    /// The draft that the verifier trusts most.
    BEST,
    /// The group whose trust adds up to most: votes times trust.
    WEIGHTED,
    /// The group with most drafts.
    MAJORITY
  }

  /// A draft and what the verifier said of it.
  ///
  /// @param episode the research that gave the draft
  record Candidate(String episode, Draft draft, Verdict verdict) {}

  private Selection() {}

  /// The candidate taken; the first of equals.
  static Candidate of(List<Candidate> candidates, Policy policy) {
    List<List<Candidate>> groups = new ArrayList<>();
    for (Candidate candidate : candidates) {
      groups.stream()
          .filter(
              group ->
                  SameAnswer.test(group.getFirst().draft().answer(), candidate.draft().answer()))
          .findFirst()
          .orElseGet(
              () -> {
                var fresh = new ArrayList<Candidate>();
                groups.add(fresh);
                return fresh;
              })
          .add(candidate);
    }
    Comparator<List<Candidate>> order =
        switch (policy) {
          case BEST -> Comparator.comparingDouble(group -> best(group).verdict().score());
          case WEIGHTED -> Comparator.comparingDouble(Selection::trust);
          case MAJORITY ->
              Comparator.<List<Candidate>>comparingInt(List::size)
                  .thenComparingDouble(Selection::trust);
        };
    List<Candidate> taken = groups.getFirst();
    for (List<Candidate> group : groups) {
      if (order.compare(group, taken) > 0) {
        taken = group;
      }
    }
    return best(taken);
  }

  private static double trust(List<Candidate> group) {
    return group.stream()
        .filter(candidate -> !candidate.draft().isEmpty())
        .mapToDouble(candidate -> candidate.verdict().score())
        .sum();
  }

  private static Candidate best(List<Candidate> group) {
    Candidate best = group.getFirst();
    for (Candidate candidate : group) {
      if (candidate.verdict().score() > best.verdict().score()) {
        best = candidate;
      }
    }
    return best;
  }
}
