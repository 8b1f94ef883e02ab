package io.deepsearch4j.report;

import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.documents.Source;
import io.deepsearch4j.report.BundleCheck.Checked;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Makes the reports in a bundle again and compares. Text is compared to the letter; PDF and Word
/// files, which another Java may pack differently, by the text that is read from them.
final class BundledReportCheck {
  private final BundleFiles files;
  private final DocumentReader reader;

  BundledReportCheck(BundleFiles files, DocumentReader reader) {
    this.files = files;
    this.reader = reader;
  }

  List<Checked> check(RunRecord record, Manifest manifest) {
    if (!manifest.writer().equals(Manifest.WRITER)) {
      return List.of(
          new Checked(
              "report",
              "report/",
              "it was written by "
                  + Clean.line(manifest.writer(), 60)
                  + " and can only be compared by that; all else was checked"));
    }
    var checked = new ArrayList<Checked>();
    Bundle.derived(record)
        .forEach((name, bytes) -> checked.add(compared(name, bytes, Comparison.LETTERS)));
    for (ReportFormat format : ReportFormat.values()) {
      Comparison comparison =
          switch (format) {
            case MARKDOWN, HTML, JSON -> Comparison.LETTERS;
            case PDF, DOCX -> Comparison.TEXT;
          };
      checked.add(compared(Bundle.reportFile(format), format.write(record), comparison));
    }
    return checked;
  }

  private enum Comparison {
    LETTERS,
    TEXT
  }

  private Checked compared(String name, byte[] again, Comparison comparison) {
    if (!files.names().contains(name)) {
      return new Checked("report", name, "the bundle lacks it");
    }
    byte[] bundled = files.read(name);
    boolean same =
        Arrays.equals(bundled, again)
            || switch (comparison) {
              case LETTERS -> false;
              case TEXT -> text(name, bundled).equals(text(name, again));
            };
    return new Checked("report", name, same ? "" : "it does not say what the run says");
  }

  private String text(String name, byte[] bytes) {
    return switch (reader.read(new Source(bytes, "", URI.create("bundle:/" + name)))) {
      case Reading.Read(var document) -> document.text();
      case Reading.Unreadable(_, var why) -> why + bytes.length;
    };
  }
}
