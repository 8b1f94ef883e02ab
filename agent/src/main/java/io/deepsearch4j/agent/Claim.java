package io.deepsearch4j.agent;

import java.net.URI;
import java.util.List;

/// What one document said in answer to one link of the chain.
///
/// @param question as it was put to the document
/// @param missing what the document does not say
/// @param evidence ids
record Claim(
    String question,
    String answer,
    Finding.Status status,
    double confidence,
    String title,
    URI url,
    List<String> missing,
    List<String> evidence) {
  static final double SURE = 0.8;

  Claim {
    missing = List.copyOf(missing);
    evidence = List.copyOf(evidence);
  }

  static Claim of(Observation.Answered answered) {
    Finding finding = answered.finding();
    return new Claim(
        answered.question(),
        finding.answer(),
        finding.status(),
        finding.confidence(),
        answered.title(),
        answered.url(),
        finding.missing(),
        answered.evidence());
  }

  boolean isSure() {
    return status == Finding.Status.ANSWERED && confidence >= SURE;
  }

  /// The same, sure enough because the site, where the document is silent, says whom it is about.
  Claim vouchedForBySite() {
    return new Claim(
        question, answer, Finding.Status.ANSWERED, SURE, title, url, missing, evidence);
  }

  boolean agreesWith(Claim other) {
    return Folded.of(answer).toString().equals(Folded.of(other.answer).toString());
  }
}
