package io.deepsearch4j.report;

import io.deepsearch4j.report.ReportDocument.Address;
import io.deepsearch4j.report.ReportDocument.Align;
import io.deepsearch4j.report.ReportDocument.Block;
import io.deepsearch4j.report.ReportDocument.Bullets;
import io.deepsearch4j.report.ReportDocument.Entry;
import io.deepsearch4j.report.ReportDocument.Field;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;

/// A report as a Word document with headings, tables and real footnotes. A footnote carries the
/// number of its citation; where a citation comes again only its number does.
final class DocxReport {
  private static final String SOFT = "5C5C5C";
  private static final String WARNING = "9A3B00";
  private static final String LINK = "0B57A4";
  private static final int SMALL = 9;
  private static final int PAGE_WIDTH = 9_000;

  private final XWPFDocument document;
  private final Map<Integer, Note> notes = new HashMap<>();
  private final Set<Integer> noted = new HashSet<>();

  private DocxReport(XWPFDocument document, List<Note> notes) {
    this.document = document;
    notes.forEach(note -> this.notes.put(note.number(), note));
  }

  static byte[] of(ReportDocument report) {
    try (var document = new XWPFDocument()) {
      DocxStyles.addTo(document);
      new DocxReport(document, report.notes()).write(report);
      document.getProperties().getCoreProperties().setTitle(report.title());
      return StableDocx.bytes(document, report.made());
    } catch (IOException e) {
      throw new UncheckedIOException("the Word document cannot be made in memory", e);
    }
  }

  private void write(ReportDocument report) {
    paragraph("Title").createRun().setText(report.title());
    for (ReportDocument.Section section : report.sections()) {
      paragraph("Heading1").createRun().setText(section.heading());
      section.blocks().forEach(this::block);
    }
  }

  private XWPFParagraph paragraph(String style) {
    XWPFParagraph paragraph = document.createParagraph();
    paragraph.setStyle(style);
    return paragraph;
  }

  private void block(Block block) {
    switch (block) {
      case Notice(var text) -> coloured(paragraph("Normal"), text, WARNING);
      case Lead(var text) -> {
        XWPFRun run = paragraph("Normal").createRun();
        run.setBold(true);
        run.setFontSize(13);
        run.setText(text);
      }
      case Paragraph(var inlines) -> {
        XWPFParagraph paragraph = paragraph("Normal");
        inlines.forEach(inline -> inline(paragraph, inline));
      }
      case Bullets(var points) ->
          points.forEach(point -> paragraph("ListBullet").createRun().setText("• " + point));
      case Grid grid -> grid(grid);
      case Entry(var heading, var fields) -> {
        paragraph("Heading2").createRun().setText(heading);
        fields.forEach(this::field);
      }
    }
  }

  private void inline(XWPFParagraph paragraph, Inline inline) {
    switch (inline) {
      case Text(var text) -> paragraph.createRun().setText(text);
      case Mark(var number) -> mark(paragraph, number);
      case Remark(var text) -> coloured(paragraph, " (" + text + ")", WARNING);
    }
  }

  private static void coloured(XWPFParagraph paragraph, String text, String colour) {
    XWPFRun run = paragraph.createRun();
    run.setColor(colour);
    run.setFontSize(SMALL);
    run.setText(text);
  }

  private void mark(XWPFParagraph paragraph, int number) {
    XWPFRun run = paragraph.createRun();
    run.setStyle("FootnoteReference");
    Note note = notes.get(number);
    if (note != null && noted.add(number)) {
      var footnote = document.createFootnote();
      XWPFParagraph text = footnote.createParagraph();
      text.setStyle("FootnoteText");
      XWPFRun own = text.createRun();
      own.setStyle("FootnoteReference");
      own.setText("[" + number + "]");
      text.createRun().setText(" " + note.title() + ", " + note.place() + ". ");
      value(text, note.address());
      text.createRun().setText(" “" + note.quote() + "”");
      var reference = run.getCTR().addNewFootnoteReference();
      reference.setId(footnote.getId());
      reference.setCustomMarkFollows(true);
    }
    run.setText("[" + number + "]");
  }

  private void field(Field field) {
    XWPFParagraph paragraph = paragraph("ListBullet");
    coloured(paragraph, field.label() + ": ", SOFT);
    value(paragraph, field.value());
  }

  private static void value(XWPFParagraph paragraph, Value value) {
    switch (value) {
      case Words(var text) -> small(paragraph.createRun(), text);
      case Hash(var hex) -> small(paragraph.createRun(), hex);
      case Address address -> {
        XWPFRun run =
            address.isLink() ? paragraph.createHyperlinkRun(address.text()) : paragraph.createRun();
        run.setColor(address.isLink() ? LINK : SOFT);
        small(run, address.text());
      }
    }
  }

  private static void small(XWPFRun run, String text) {
    run.setFontSize(SMALL);
    run.setText(text);
  }

  private void grid(Grid grid) {
    XWPFTable table = document.createTable(grid.rows().size() + 1, grid.columns().size());
    table.setWidth(PAGE_WIDTH);
    XWPFTableRow head = table.getRow(0);
    head.setRepeatHeader(true);
    int weights = grid.columns().stream().mapToInt(ReportDocument.Column::weight).sum();
    for (int i = 0; i < grid.columns().size(); i++) {
      ReportDocument.Column column = grid.columns().get(i);
      head.getCell(i).setWidth(String.valueOf(PAGE_WIDTH * column.weight() / weights));
      cell(head.getCell(i), column.heading(), column.align()).setBold(true);
    }
    for (int row = 0; row < grid.rows().size(); row++) {
      XWPFTableRow cells = table.getRow(row + 1);
      for (int i = 0; i < grid.columns().size(); i++) {
        cell(cells.getCell(i), grid.rows().get(row).get(i), grid.columns().get(i).align());
      }
    }
    paragraph("Normal");
  }

  private static XWPFRun cell(XWPFTableCell cell, String text, Align align) {
    XWPFParagraph paragraph = cell.getParagraphArray(0);
    paragraph.setAlignment(align == Align.END ? ParagraphAlignment.RIGHT : ParagraphAlignment.LEFT);
    XWPFRun run = paragraph.createRun();
    small(run, text);
    return run;
  }
}
