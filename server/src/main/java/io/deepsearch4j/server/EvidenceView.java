package io.deepsearch4j.server;

import io.deepsearch4j.agent.Evidence;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/// A passage of a stored page, as it is sent.
///
/// @param start offset of the quote in the page's text
/// @param locator where on the page a person looks
/// @param robots the decision that let us read it
record EvidenceView(
    String id,
    String page,
    URI url,
    String title,
    String sha256,
    String textSha256,
    int start,
    int end,
    String quote,
    String locator,
    Instant fetchedAt,
    String robots,
    Evidence.Polarity polarity,
    List<String> supports) {

  static EvidenceView of(Evidence one) {
    return new EvidenceView(
        one.id(),
        one.page(),
        one.url(),
        one.title(),
        one.sha256(),
        one.textSha256(),
        one.start(),
        one.end(),
        one.quote(),
        one.locator().toString(),
        one.fetchedAt(),
        one.robots(),
        one.polarity(),
        one.supports());
  }

  /// All evidence of a run.
  record Evidences(List<EvidenceView> evidence) {}

  /// The text around a quote.
  ///
  /// @param text a part of the page's text
  /// @param offset where that part begins
  /// @param characters of the whole text
  record Passage(EvidenceView evidence, String text, int offset, int characters) {}

  /// A piece of evidence checked again, without the network.
  ///
  /// @param trouble what is wrong; empty where everything holds
  record Checked(String id, boolean holds, String trouble) {}
}
