package io.deepsearch4j.agent;

import io.deepsearch4j.documents.Document;
import io.deepsearch4j.web.Page;
import java.util.ArrayList;
import java.util.List;

/// Numbers evidence within a run. The same passage of the same page is the same evidence to one
/// episode; to another, which cannot see the first one's, it is evidence with an id of its own.
final class EvidenceRegister {
  private final List<Evidence> known;
  private final int numbered;
  private final List<Evidence> added = new ArrayList<>();

  /// @param known what the episode may cite already
  /// @param numbered how many ids the run has given out
  EvidenceRegister(List<Evidence> known, int numbered) {
    this.known = known;
    this.numbered = numbered;
  }

  /// Registers a quote; answers its id.
  String add(Page page, Document document, Finding.Quote quote) {
    for (List<Evidence> list : List.of(known, added)) {
      for (Evidence evidence : list) {
        if (evidence.page().equals(page.id())
            && evidence.start() == quote.start()
            && evidence.end() == quote.end()
            && evidence.polarity() == quote.polarity()) {
          return evidence.id();
        }
      }
    }
    var evidence =
        new Evidence(
            "E" + (numbered + added.size() + 1),
            page.id(),
            page.finalUrl(),
            document.title(),
            page.sha256(),
            page.textSha256(),
            quote.start(),
            quote.end(),
            document.text(quote.start(), quote.end()),
            Places.of(document, quote.start(), quote.end()),
            page.fetchedAt(),
            page.robots(),
            quote.polarity(),
            quote.supports());
    added.add(evidence);
    return evidence.id();
  }

  /// The evidence registered here for the first time, in the order of its ids.
  List<Evidence> added() {
    return List.copyOf(added);
  }
}
