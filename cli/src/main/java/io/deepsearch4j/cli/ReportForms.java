package io.deepsearch4j.cli;

import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.server.Reports;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The forms of a report that the command line writes, for the server.
final class ReportForms implements Reports {
  private final RunStore store;

  ReportForms(RunStore store) {
    this.store = store;
  }

  @Override
  public List<String> formats() {
    return List.of("markdown", "html", "json");
  }

  @Override
  public Rendered render(String run, String format) {
    Report report = Report.of(store, run);
    return switch (format) {
      case "markdown" ->
          rendered("text/markdown;charset=utf-8", run + ".md", AnswerMarkdown.of(report));
      case "html" -> rendered("text/html;charset=utf-8", run + ".html", AnswerHtml.of(report));
      case "json" -> rendered("application/json", run + ".json", AnswerDocument.of(report).json());
      default -> throw new IllegalArgumentException("no report is written as " + format);
    };
  }

  private static Rendered rendered(String mediaType, String name, String text) {
    return new Rendered(mediaType, name, text.getBytes(StandardCharsets.UTF_8));
  }
}
