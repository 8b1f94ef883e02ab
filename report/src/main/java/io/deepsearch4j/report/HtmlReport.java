package io.deepsearch4j.report;

import io.deepsearch4j.report.ReportDocument.Address;
import io.deepsearch4j.report.ReportDocument.Align;
import io.deepsearch4j.report.ReportDocument.Block;
import io.deepsearch4j.report.ReportDocument.Bullets;
import io.deepsearch4j.report.ReportDocument.Column;
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

/// A report as one HTML file that needs nothing else and runs nothing, in light and dark, fit for
/// printing. Every text is escaped; only web addresses become links.
final class HtmlReport {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="%s">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="referrer" content="no-referrer">
      <meta name="color-scheme" content="light dark">
      <title>%s</title>
      <style>
      :root { --ink: #1c1c1c; --paper: #fdfdfb; --soft: #5c5c5c; --rule: #d4d4d0; --link: #0b57a4; --warn: #9a3b00; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e6e6e3; --paper: #161616; --soft: #a5a5a0;
        --rule: #454545; --link: #8ab4f8; --warn: #f0a060; } }
      body { font: 17px/1.6 Georgia, "Noto Serif CJK SC", "Songti SC", SimSun, serif; max-width: 46em; margin: 3em auto;
        padding: 0 1em; color: var(--ink); background: var(--paper); overflow-wrap: anywhere; }
      h1 { font-size: 1.5em; line-height: 1.3; } h2 { font-size: 1.15em; margin-top: 2.4em; }
      h3 { font-size: 1em; margin: 1.4em 0 .2em; }
      .lead { font-size: 1.25em; font-weight: bold; } .notice { border-left: 4px solid #c47f00; padding-left: .8em; }
      .remark { color: var(--warn); font-size: .85em; }
      table { border-collapse: collapse; width: 100%%; font-size: .85em; line-height: 1.45; }
      th, td { text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule); padding: .35em .5em; }
      td, th { overflow-wrap: break-word; } .end { text-align: right; } .table { overflow-x: auto; }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: .1em 1em; margin: 0; font-size: .85em; }
      dt { color: var(--soft); } dd { margin: 0; min-width: 0; } code { font-size: .9em; }
      .notes { font-size: .85em; } .notes q { color: var(--soft); } a { color: var(--link); }
      li:target, section:target > h2 { outline: 2px solid var(--link); outline-offset: .2em; }
      @media print { body { max-width: none; margin: 0; font-size: 11pt; color: #000; background: #fff; }
        a { color: inherit; } tr, li, dl { break-inside: avoid; } h2, h3 { break-after: avoid; } }
      </style>
      </head>
      <body>
      """;

  private final StringBuilder html = new StringBuilder();

  private HtmlReport() {}

  static String of(ReportDocument document) {
    var report = new HtmlReport();
    report.write(document);
    return report.html.toString();
  }

  private void write(ReportDocument document) {
    String title = escaped(document.title());
    html.append(HEAD.formatted(escaped(document.language()), title));
    html.append("<main>\n<h1>").append(title).append("</h1>\n");
    for (ReportDocument.Section section : document.sections()) {
      html.append("<section id=\"").append(escaped(section.id())).append("\">\n");
      html.append("<h2>").append(escaped(section.heading())).append("</h2>\n");
      section.blocks().forEach(this::block);
      html.append("</section>\n");
    }
    notes(document);
    html.append("</main>\n</body>\n</html>\n");
  }

  private void block(Block block) {
    switch (block) {
      case Notice(var text) -> paragraph(" class=\"notice\"", escaped(text));
      case Lead(var text) -> paragraph(" class=\"lead\"", escaped(text));
      case Paragraph(var inlines) -> {
        html.append("<p>");
        inlines.forEach(this::inline);
        html.append("</p>\n");
      }
      case Bullets(var points) -> {
        html.append("<ul>\n");
        points.forEach(point -> html.append("<li>").append(escaped(point)).append("</li>\n"));
        html.append("</ul>\n");
      }
      case Grid grid -> grid(grid);
      case Entry(var heading, var fields) -> {
        html.append("<h3>").append(escaped(heading)).append("</h3>\n<dl>\n");
        for (ReportDocument.Field field : fields) {
          html.append("<dt>").append(escaped(field.label())).append("</dt><dd>");
          html.append(value(field.value())).append("</dd>\n");
        }
        html.append("</dl>\n");
      }
    }
  }

  private void paragraph(String attributes, String content) {
    html.append("<p").append(attributes).append('>').append(content).append("</p>\n");
  }

  private void inline(Inline inline) {
    switch (inline) {
      case Text(var text) -> html.append(escaped(text));
      case Mark(var number) ->
          html.append("<sup><a href=\"#note-")
              .append(number)
              .append("\">[")
              .append(number)
              .append("]</a></sup>");
      case Remark(var text) ->
          html.append(" <span class=\"remark\">(").append(escaped(text)).append(")</span>");
    }
  }

  private void grid(Grid grid) {
    html.append("<div class=\"table\"><table>\n<thead><tr>");
    for (Column column : grid.columns()) {
      html.append("<th scope=\"col\"").append(align(column)).append('>');
      html.append(escaped(column.heading())).append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : grid.rows()) {
      html.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        html.append("<td").append(align(grid.columns().get(i))).append('>');
        html.append(escaped(row.get(i))).append("</td>");
      }
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table></div>\n");
  }

  private static String align(Column column) {
    return column.align() == Align.END ? " class=\"end\"" : "";
  }

  private static String value(Value value) {
    return switch (value) {
      case Words(var text) -> escaped(text);
      case Hash(var hex) -> "<code>" + escaped(hex) + "</code>";
      case Address address -> link(address);
    };
  }

  private void notes(ReportDocument document) {
    if (document.notes().isEmpty()) {
      return;
    }
    html.append("<section id=\"notes\">\n<h2>");
    html.append(escaped(Label.NOTES.in(document.language())))
        .append("</h2>\n<ol class=\"notes\">\n");
    for (Note note : document.notes()) {
      html.append("<li id=\"note-").append(note.number()).append("\" value=\"");
      html.append(note.number()).append("\">").append(escaped(note.title())).append(", ");
      html.append(escaped(note.place())).append(". ").append(link(note.address()));
      html.append("<br><q>").append(escaped(note.quote())).append("</q></li>\n");
    }
    html.append("</ol>\n</section>\n");
  }

  private static String link(Address address) {
    String text = escaped(address.text());
    return address.isLink()
        ? "<a rel=\"noreferrer noopener\" href=\"" + text + "\">" + text + "</a>"
        : text;
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
