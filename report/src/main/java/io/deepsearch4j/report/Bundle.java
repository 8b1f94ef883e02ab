package io.deepsearch4j.report;

import io.deepsearch4j.agent.Evidence;
import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.documents.Document;
import io.deepsearch4j.web.Page;
import io.deepsearch4j.web.PageStore;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/// A run to hand on as one zip file: the reports, the claims, the evidence with the pages it stands
/// on, the plan, the steps, models, settings and bill, and the hash of each file. [BundleCheck]
/// checks it on any machine. The same run gives the same bytes.
///
/// ```
/// report/report.md …                  the report in every format
/// run.json bill.json steps.jsonl      the run itself
/// plan.json claims.json evidence.json models.json settings.json
/// pages/ID/page.json                  where a page came from, when, and who let us read it
/// pages/ID/bytes                      as received
/// pages/ID/text.txt                   what was read from them; quotes are ranges of it
/// pages/ID/document.json              the text with its structure
/// manifest.json                       all of these with their hashes
/// ```
public final class Bundle {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .build();

  /// What was written.
  ///
  /// @param manifestSha256 stands for the whole bundle
  /// @param missing ids of pages that the store no longer has; their evidence cannot be checked
  public record Written(String manifestSha256, List<String> missing) {
    public Written {
      missing = List.copyOf(missing);
    }
  }

  private Bundle() {}

  /// Writes the bundle of a run.
  public static Written write(RunStore store, PageStore pages, String id, OutputStream out) {
    Run run =
        store
            .find(id)
            .orElseThrow(
                () -> new ReportException("there is no run of that name; list the runs first"));
    BundledRun bundled = BundledRun.of(run, store.bill(id), store.steps(id));
    RunRecord record = bundled.record();
    var missing = new ArrayList<String>();
    try (var zip = new BundleZip(out)) {
      for (ReportFormat format : ReportFormat.values()) {
        zip.add(reportFile(format), format.write(record));
      }
      zip.add(BundledRun.RUN_FILE, bundled.run());
      zip.add(BundledRun.BILL_FILE, bundled.bill());
      zip.add(BundledRun.STEPS_FILE, bundled.steps());
      derived(record).forEach(zip::add);
      for (String page : pageIds(record)) {
        if (!page(pages, page, zip)) {
          missing.add(page);
        }
      }
      byte[] manifest =
          new Manifest(
                  Manifest.FORMAT,
                  Manifest.WRITER,
                  run.id(),
                  Clean.line(run.question(), Clean.TITLE),
                  run.updated(),
                  zip.listed())
              .bytes();
      zip.write(Manifest.FILE, manifest);
      return new Written(PageStore.sha256(manifest), missing);
    }
  }

  static String reportFile(ReportFormat format) {
    return "report/report." + format.suffix();
  }

  static String pageFile(String page, String name) {
    return "pages/" + page + "/" + name;
  }

  /// The ids of all pages that evidence stands on.
  static SortedSet<String> pageIds(RunRecord record) {
    var ids = new TreeSet<String>();
    record.evidence().stream().map(Evidence::page).forEach(ids::add);
    return ids;
  }

  /// The files that only say again, each for itself, what the run says.
  static Map<String, byte[]> derived(RunRecord record) {
    AnswerDocument answer = AnswerDocument.of(record);
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("plan.json", pretty(answer.plan()));
    files.put("claims.json", pretty(answer.sentences()));
    files.put("evidence.json", pretty(record.evidence()));
    files.put("models.json", pretty(answer.models()));
    files.put("settings.json", pretty(answer.settings()));
    return files;
  }

  private static byte[] pretty(Object value) {
    return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static boolean page(PageStore pages, String id, BundleZip zip) {
    Optional<Page> page = pages.page(id);
    Optional<Document> document = pages.document(id);
    Optional<byte[]> bytes = page.flatMap(one -> pages.bytes(one.sha256()));
    if (page.isEmpty() || document.isEmpty() || bytes.isEmpty()) {
      return false;
    }
    zip.add(pageFile(id, "page.json"), BundledRun.pretty(page.get()));
    zip.add(pageFile(id, "bytes"), bytes.get());
    zip.add(pageFile(id, "text.txt"), document.get().text().getBytes(StandardCharsets.UTF_8));
    zip.add(pageFile(id, "document.json"), BundledRun.pretty(document.get()));
    return true;
  }
}
