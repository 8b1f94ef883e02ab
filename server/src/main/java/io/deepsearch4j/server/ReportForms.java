package io.deepsearch4j.server;

import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.report.Bundle;
import io.deepsearch4j.report.ReportFormat;
import io.deepsearch4j.report.RunRecord;
import io.deepsearch4j.web.PageStore;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The forms in which a run is handed on: a report in each format, and the bundle. A bundle holds
/// every page that was read and may be large, so it is written while it is sent.
final class ReportForms {
  static final String BUNDLE = "bundle";

  /// The words for the forms; the first is the usual one.
  static final List<String> WORDS =
      Stream.concat(Arrays.stream(ReportFormat.values()).map(ReportForms::word), Stream.of(BUNDLE))
          .toList();

  private final RunStore store;
  private final PageStore pages;

  ReportForms(RunStore store, PageStore pages) {
    this.store = store;
    this.pages = pages;
  }

  /// Sends a run that exists; one that has not ended gives what is known.
  void send(Exchange exchange, String run, String form) throws IOException {
    if (form.equals(BUNDLE)) {
      exchange.attach(run + ".zip");
      exchange.stream("application/zip", out -> Bundle.write(store, pages, run, out));
      return;
    }
    ReportFormat format =
        named(form)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Code.INVALID,
                        "there is no such format; choose one of " + String.join(", ", WORDS)));
    byte[] report =
        format.write(RunRecord.find(store, run).orElseThrow(ProblemException::noSuchRun));
    exchange.attach(run + "." + format.suffix());
    exchange.answer(200, format.mediaType(), report);
  }

  private static Optional<ReportFormat> named(String form) {
    return Arrays.stream(ReportFormat.values()).filter(one -> word(one).equals(form)).findFirst();
  }

  private static String word(ReportFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }
}
