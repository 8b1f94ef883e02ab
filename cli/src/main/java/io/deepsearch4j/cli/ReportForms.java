package io.deepsearch4j.cli;

import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.report.Bundle;
import io.deepsearch4j.report.ReportFormat;
import io.deepsearch4j.report.RunRecord;
import io.deepsearch4j.server.Reports;
import io.deepsearch4j.web.PageStore;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The forms of a report, and the bundle, for the server.
final class ReportForms implements Reports {
  private static final String BUNDLE = "bundle";

  private final RunStore store;
  private final PageStore pages;

  ReportForms(RunStore store, PageStore pages) {
    this.store = store;
    this.pages = pages;
  }

  @Override
  public List<String> formats() {
    return Stream.concat(
            Arrays.stream(ReportFormat.values()).map(ReportForms::name), Stream.of(BUNDLE))
        .toList();
  }

  @Override
  public Rendered render(String run, String format) {
    if (format.equals(BUNDLE)) {
      return new Rendered("application/zip", run + ".zip", bundle(run));
    }
    ReportFormat form =
        Arrays.stream(ReportFormat.values())
            .filter(one -> name(one).equals(format))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no report is written as " + format));
    RunRecord record =
        RunRecord.find(store, run)
            .orElseThrow(() -> new IllegalArgumentException("there is no run " + run));
    return new Rendered(form.mediaType(), run + "." + form.suffix(), form.write(record));
  }

  private static String name(ReportFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  private byte[] bundle(String run) {
    var bytes = new ByteArrayOutputStream();
    Bundle.write(store, pages, run, bytes);
    return bytes.toByteArray();
  }
}
