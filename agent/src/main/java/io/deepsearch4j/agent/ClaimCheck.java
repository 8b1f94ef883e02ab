package io.deepsearch4j.agent;

import java.util.List;

/// Compares a claim with passages by code, as drafts are compared with their evidence: every
/// number, every day and every name in it must occur there. Code can tell that a claim does not
/// follow from a passage; that it does follow, a person or a model must say.
public final class ClaimCheck {
  private ClaimCheck() {}

  /// Judges one sentence by passages.
  public static Verdict.Judgement judge(String claim, List<Evidence> passages) {
    return FactCheck.judge(claim, passages);
  }
}
