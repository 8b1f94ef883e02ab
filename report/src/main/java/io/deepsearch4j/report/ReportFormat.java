package io.deepsearch4j.report;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// A form in which a run is handed on as a file. The same run gives the same bytes.
public enum ReportFormat {
  MARKDOWN("md", "text/markdown; charset=utf-8"),
  HTML("html", "text/html; charset=utf-8"),
  PDF("pdf", "application/pdf"),
  DOCX("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
  JSON("json", "application/json");

  private final String suffix;
  private final String mediaType;

  ReportFormat(String suffix, String mediaType) {
    this.suffix = suffix;
    this.mediaType = mediaType;
  }

  /// What the name of such a file ends in, without the dot.
  public String suffix() {
    return suffix;
  }

  public String mediaType() {
    return mediaType;
  }

  /// The form called `md`, `markdown`, `html`, …, or the one that a file's name ends in.
  public static Optional<ReportFormat> named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String suffix = lower.substring(lower.lastIndexOf('.') + 1);
    return Arrays.stream(values())
        .filter(
            one -> one.suffix.equals(suffix) || one.name().toLowerCase(Locale.ROOT).equals(lower))
        .findFirst();
  }

  /// All suffixes, for sentences: `.md, .html, .pdf, .docx or .json`.
  public static String suffixes() {
    String all =
        Arrays.stream(values()).map(one -> "." + one.suffix).collect(Collectors.joining(", "));
    int last = all.lastIndexOf(", ");
    return all.substring(0, last) + " or" + all.substring(last + 1);
  }

  /// The report of a run in this form.
  public byte[] write(RunRecord record) {
    return switch (this) {
      case MARKDOWN -> utf8(MarkdownReport.of(ReportDocument.of(record)));
      case HTML -> utf8(HtmlReport.of(ReportDocument.of(record)));
      case PDF -> PdfReport.of(ReportDocument.of(record));
      case DOCX -> DocxReport.of(ReportDocument.of(record));
      case JSON -> utf8(AnswerDocument.of(record).json() + "\n");
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
