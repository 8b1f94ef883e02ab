package io.deepsearch4j.agent;

import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.documents.Source;
import io.deepsearch4j.web.Page;
import io.deepsearch4j.web.PageStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks the evidence of a run again, offline: are the stored bytes still those, was the text
/// really read from them, does the quote stand where it is said to stand.
public final class EvidenceCheck {
  private final PageStore pages;
  private final DocumentReader reader;

  /// One piece of evidence checked.
  ///
  /// @param trouble what is wrong, one sentence; empty where everything holds
  public record Checked(Evidence evidence, String trouble) {
    public boolean holds() {
      return trouble.isEmpty();
    }
  }

  /// @param reader reads the stored bytes again
  public EvidenceCheck(PageStore pages, DocumentReader reader) {
    this.pages = pages;
    this.reader = reader;
  }

  /// Checks every piece of evidence of a run.
  public List<Checked> check(RunStore store, String run) {
    var checked = new ArrayList<Checked>();
    for (Step step : StepJson.steps(store, run)) {
      if (step instanceof Step.Acted acted) {
        for (Evidence evidence : acted.evidence()) {
          checked.add(check(evidence));
        }
      }
    }
    return checked;
  }

  /// Checks one piece of evidence.
  public Checked check(Evidence evidence) {
    return new Checked(evidence, trouble(evidence));
  }

  private String trouble(Evidence evidence) {
    Optional<Page> page = pages.page(evidence.page());
    Optional<byte[]> bytes = pages.bytes(evidence.sha256());
    Optional<Document> document = pages.document(evidence.page());
    if (page.isEmpty() || bytes.isEmpty() || document.isEmpty()) {
      return "the page store lacks page " + evidence.page();
    }
    if (!PageStore.sha256(bytes.get()).equals(evidence.sha256())) {
      return "the stored bytes are not the ones that were read: their SHA-256 differs";
    }
    String text = document.get().text();
    if (!textSha256(text).equals(evidence.textSha256())) {
      return "the stored text is not the one that was quoted: its SHA-256 differs";
    }
    if (evidence.end() > text.length()
        || !text.substring(evidence.start(), evidence.end()).equals(evidence.quote())) {
      return "the quote does not stand at characters " + evidence.start() + " to " + evidence.end();
    }
    return switch (reader.read(
        new Source(bytes.get(), page.get().mediaType(), page.get().finalUrl()))) {
      case Reading.Read(var again) ->
          textSha256(again.text()).equals(evidence.textSha256())
              ? ""
              : "reading the stored bytes again gives another text; the reader has changed since";
      case Reading.Unreadable(_, var why) -> "the stored bytes cannot be read again: " + why;
    };
  }

  private static String textSha256(String text) {
    return PageStore.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
