package io.deepsearch4j.report;

import io.deepsearch4j.report.ReportDocument.Address;
import io.deepsearch4j.report.ReportDocument.Align;
import io.deepsearch4j.report.ReportDocument.Block;
import io.deepsearch4j.report.ReportDocument.Bullets;
import io.deepsearch4j.report.ReportDocument.Entry;
import io.deepsearch4j.report.ReportDocument.Grid;
import io.deepsearch4j.report.ReportDocument.Hash;
import io.deepsearch4j.report.ReportDocument.Inline;
import io.deepsearch4j.report.ReportDocument.Lead;
import io.deepsearch4j.report.ReportDocument.Mark;
import io.deepsearch4j.report.ReportDocument.Note;
import io.deepsearch4j.report.ReportDocument.Notice;
import io.deepsearch4j.report.ReportDocument.Paragraph;
import io.deepsearch4j.report.ReportDocument.Remark;
import io.deepsearch4j.report.ReportDocument.Text;
import io.deepsearch4j.report.ReportDocument.Value;
import io.deepsearch4j.report.ReportDocument.Words;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A report as Markdown with footnotes and tables. Text from pages cannot become a heading, a link,
/// a list, a table or HTML.
final class MarkdownReport {
  private static final Pattern SYNTAX = Pattern.compile("[`*_\\[\\]|~$]");
  private static final Pattern LEADING_SIGN = Pattern.compile("^[#+>=@-]");
  private static final Pattern LEADING_NUMBER = Pattern.compile("^(\\d+)([.)])(?=\\s|$)");

  private final StringBuilder text = new StringBuilder();

  private MarkdownReport() {}

  static String of(ReportDocument document) {
    var report = new MarkdownReport();
    report.text.append("# ").append(escaped(document.title())).append("\n\n");
    for (ReportDocument.Section section : document.sections()) {
      report.text.append("## ").append(escaped(section.heading())).append("\n\n");
      section.blocks().forEach(report::block);
    }
    document.notes().forEach(report::note);
    return report.text.toString().stripTrailing() + "\n";
  }

  private void block(Block block) {
    switch (block) {
      case Notice(var notice) -> text.append("> ").append(escaped(notice)).append("\n\n");
      case Lead(var lead) -> text.append("**").append(escaped(lead)).append("**\n\n");
      case Paragraph(var inlines) -> {
        text.append(inlines.stream().map(MarkdownReport::inline).collect(Collectors.joining()));
        text.append("\n\n");
      }
      case Bullets(var points) -> {
        points.forEach(point -> text.append("- ").append(escaped(point)).append('\n'));
        text.append('\n');
      }
      case Grid grid -> grid(grid);
      case Entry(var heading, var fields) -> {
        text.append("### ").append(escaped(heading)).append("\n\n");
        fields.forEach(
            field ->
                text.append("- ")
                    .append(escaped(field.label()))
                    .append(": ")
                    .append(value(field.value()))
                    .append('\n'));
        text.append('\n');
      }
    }
  }

  private static String inline(Inline inline) {
    return switch (inline) {
      case Text(var words) -> words.startsWith(" ") ? " " + escaped(words.strip()) : escaped(words);
      case Mark(var number) -> "[^" + number + "]";
      case Remark(var remark) -> " *(" + escaped(remark) + ")*";
    };
  }

  private void grid(Grid grid) {
    row(grid.columns().stream().map(ReportDocument.Column::heading).toList());
    text.append('|');
    grid.columns()
        .forEach(column -> text.append(column.align() == Align.END ? " ---: |" : " --- |"));
    text.append('\n');
    grid.rows().forEach(this::row);
    text.append('\n');
  }

  private void row(List<String> cells) {
    text.append("| ");
    text.append(cells.stream().map(MarkdownReport::escaped).collect(Collectors.joining(" | ")));
    text.append(" |\n");
  }

  private static String value(Value value) {
    return switch (value) {
      case Words(var words) -> escaped(words);
      case Hash(var hex) -> escaped(hex);
      case Address address -> address(address);
    };
  }

  private void note(Note note) {
    text.append("[^").append(note.number()).append("]: ").append(escaped(note.title()));
    text.append(", ").append(escaped(note.place())).append(". ").append(address(note.address()));
    text.append(" “").append(escaped(note.quote())).append("”\n");
  }

  private static String address(Address address) {
    return address.isLink()
        ? "<" + address.text().replace("<", "%3C").replace(">", "%3E") + ">"
        : escaped(address.text());
  }

  static String escaped(String words) {
    String safe =
        SYNTAX
            .matcher(words.replace("\\", "\\\\").replace("&", "&amp;").replace("<", "&lt;"))
            .replaceAll("\\\\$0");
    String started = LEADING_SIGN.matcher(safe).replaceFirst("\\\\$0");
    return LEADING_NUMBER.matcher(started).replaceFirst("$1\\\\$2");
  }
}
