package io.deepsearch4j.report;

import io.deepsearch4j.agent.Evidence;
import io.deepsearch4j.agent.EvidenceCheck;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.StoredStep;
import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.report.BundleCheck.Checked;
import io.deepsearch4j.web.Page;
import io.deepsearch4j.web.PageStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/// Checks the evidence in a bundle with the same [EvidenceCheck] that checks a run at home: the
/// bundle's pages and steps are put into stores in a folder of their own, which is deleted
/// afterwards. Only pages that belong to their names get there.
final class BundledEvidenceCheck {
  private final BundleFiles files;
  private final DocumentReader reader;
  private final Map<String, Page> pages = new HashMap<>();

  BundledEvidenceCheck(BundleFiles files, DocumentReader reader) {
    this.files = files;
    this.reader = reader;
  }

  List<Checked> check(RunRecord record, BundledRun bundled) {
    try {
      Path folder = Files.createTempDirectory("deepsearch-bundle");
      try {
        return check(record, bundled, folder);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the bundle cannot be checked without a temporary folder; check rights and room", e);
    }
  }

  private List<Checked> check(RunRecord record, BundledRun bundled, Path folder) {
    var checked = new ArrayList<Checked>();
    var store = new PageStore(folder.resolve("pages"));
    for (String id : Bundle.pageIds(record)) {
      checked.add(new Checked("page", Clean.line(id, 40), keep(id, store)));
    }
    try (RunStore runs = RunStore.open(folder)) {
      String run = runs.create(record.run().question(), record.run().spec());
      for (StoredStep step : bundled.stepLines()) {
        runs.appendStep(run, step.seq(), step.episode(), step.kind(), step.body());
      }
      for (EvidenceCheck.Checked one : new EvidenceCheck(store, reader).check(runs, run)) {
        String trouble = one.trouble().isEmpty() ? origin(one.evidence()) : one.trouble();
        checked.add(new Checked("evidence", Clean.line(one.evidence().id(), 20), trouble));
      }
    }
    return checked;
  }

  /// Puts a page into the store; answers why not.
  private String keep(String id, PageStore store) {
    for (String name : List.of("page.json", "bytes", "text.txt", "document.json")) {
      if (!files.names().contains(Bundle.pageFile(id, name))) {
        return "the bundle lacks " + Clean.line(Bundle.pageFile(id, name), 120);
      }
    }
    byte[] bytes = files.read(Bundle.pageFile(id, "bytes"));
    Page page;
    Document document;
    try {
      page = read(Bundle.pageFile(id, "page.json"), Page.class);
      document = read(Bundle.pageFile(id, "document.json"), Document.class);
    } catch (JacksonException | IllegalArgumentException e) {
      return "its record cannot be read: " + Clean.line(String.valueOf(e.getMessage()), 200);
    }
    if (!page.id().equals(id) || !PageStore.pageId(page.finalUrl(), page.sha256()).equals(id)) {
      return "its record is that of another page: the id does not follow from address and hash";
    }
    if (!PageStore.sha256(bytes).equals(page.sha256())) {
      return "its bytes are not the ones that were received: their SHA-256 differs";
    }
    byte[] text = files.read(Bundle.pageFile(id, "text.txt"));
    if (!new String(text, StandardCharsets.UTF_8).equals(document.text())) {
      return "its text.txt is not the text of its document.json";
    }
    if (!PageStore.sha256(text).equals(page.textSha256())) {
      return "its text is not the one that was read: its SHA-256 differs";
    }
    store.keep(bytes);
    store.keep(page, document);
    pages.put(id, page);
    return "";
  }

  private <T> T read(String name, Class<T> type) {
    return RunRecord.read(
        new String(files.read(name), StandardCharsets.UTF_8), type, BundledRun.STRICT);
  }

  /// Whether evidence tells of its page what the page's record tells.
  private String origin(Evidence evidence) {
    Page page = pages.get(evidence.page());
    if (page == null) {
      return "its page does not hold";
    }
    boolean same =
        evidence.url().equals(page.finalUrl())
            && evidence.fetchedAt().equals(page.fetchedAt())
            && evidence.robots().equals(page.robots())
            && evidence.sha256().equals(page.sha256())
            && evidence.textSha256().equals(page.textSha256());
    return same ? "" : "address, time, robots decision or hash are not those of its page's record";
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
