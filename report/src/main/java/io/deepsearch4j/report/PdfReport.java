package io.deepsearch4j.report;

import io.deepsearch4j.report.PdfLine.Ink;
import io.deepsearch4j.report.PdfLine.Look;
import io.deepsearch4j.report.PdfLine.Styled;
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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;

/// A report as PDF, with footnotes at the foot of each page, page numbers, an outline, and fonts in
/// the file, so that it looks the same everywhere and its text can be copied out again.
final class PdfReport {
  private static final Look BODY = Look.of(10.5f, Ink.PLAIN);
  private static final Look STRONG = Look.of(10.5f, Ink.BOLD);
  private static final Look TITLE = Look.of(17, Ink.BOLD);
  private static final Look HEADING = Look.of(12.5f, Ink.BOLD);
  private static final Look LEAD = Look.of(12.5f, Ink.BOLD);
  private static final Look WARNING = Look.of(9, Ink.WARNING);
  private static final Look SMALL = Look.of(8.5f, Ink.PLAIN);
  private static final Look SMALL_STRONG = Look.of(8.5f, Ink.BOLD);
  private static final Look SMALL_SOFT = Look.of(8.5f, Ink.SOFT);
  private static final Look NOTE = Look.of(7.5f, Ink.PLAIN);
  private static final Look NOTE_SOFT = Look.of(7.5f, Ink.SOFT);
  private static final float LINE = 1.45f;
  private static final float KEPT = 60;
  private static final float BETWEEN_CELLS = 8;

  private final PdfBreaking breaking;
  private final PdfFlow flow;
  private final List<PdfPainter.Chapter> chapters = new ArrayList<>();

  private PdfReport(PdfBreaking breaking, List<Note> notes) {
    this.breaking = breaking;
    var lines = new HashMap<Integer, List<PdfLine>>();
    notes.forEach(note -> lines.put(note.number(), lines(note)));
    this.flow = new PdfFlow(lines);
  }

  static byte[] of(ReportDocument document) {
    try (var pdf = new PDDocument();
        var fonts = new PdfFonts(pdf)) {
      var report = new PdfReport(new PdfBreaking(fonts), document.notes());
      report.write(document);
      new PdfPainter(pdf, fonts).paint(document, report.flow.sheets(), report.chapters);
      var out = new ByteArrayOutputStream();
      pdf.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("the PDF cannot be made in memory", e);
    }
  }

  private void write(ReportDocument document) {
    text(List.of(new Styled(document.title(), TITLE)), 0);
    for (ReportDocument.Section section : document.sections()) {
      flow.gap(16);
      keep(KEPT);
      chapters.add(new PdfPainter.Chapter(section.heading(), flow.sheetNumber(), flow.top()));
      text(List.of(new Styled(section.heading(), HEADING)), 0);
      flow.gap(4);
      section.blocks().forEach(this::block);
    }
  }

  /// A heading alone at the foot of a page would be missed.
  private void keep(float height) {
    if (!flow.fits(height)) {
      flow.turn();
    }
  }

  private void block(Block block) {
    switch (block) {
      case Notice(var text) -> text(List.of(new Styled(text, WARNING)), 10);
      case Lead(var text) -> text(List.of(new Styled(text, LEAD)), 0);
      case Paragraph(var inlines) -> text(inlines.stream().map(PdfReport::styled).toList(), 0);
      case Bullets(var points) ->
          points.forEach(point -> text(List.of(new Styled("• " + point, BODY)), 10));
      case Grid grid -> grid(grid);
      case Entry(var heading, var fields) -> {
        keep(KEPT);
        text(List.of(new Styled(heading, STRONG)), 0);
        fields.forEach(this::field);
        flow.gap(4);
      }
    }
    flow.gap(4);
  }

  private static Styled styled(Inline inline) {
    return switch (inline) {
      case Text(var text) -> new Styled(text, BODY);
      case Mark(var number) -> new Styled("[" + number + "]", BODY.marking(number));
      case Remark(var text) -> new Styled(" (" + text + ")", WARNING);
    };
  }

  private void text(List<Styled> text, float indent) {
    float leading = text.stream().map(Styled::look).map(Look::size).reduce(0f, Math::max) * LINE;
    for (PdfLine line : breaking.lines(text, PdfFlow.COLUMN - indent)) {
      flow.line(line, indent, leading);
    }
  }

  private void field(Field field) {
    text(List.of(new Styled(field.label() + ": ", SMALL_SOFT), value(field.value(), SMALL)), 10);
  }

  private static Styled value(Value value, Look look) {
    return switch (value) {
      case Words(var text) -> new Styled(text, look);
      case Hash(var hex) -> new Styled(hex, look);
      case Address address ->
          new Styled(address.text(), address.isLink() ? look.linking(address.text()) : look);
    };
  }

  private List<PdfLine> lines(Note note) {
    return breaking.lines(
        List.of(
            new Styled(
                "[" + note.number() + "] " + note.title() + ", " + note.place() + ". ", NOTE),
            value(note.address(), NOTE),
            new Styled(" “" + note.quote() + "”", NOTE_SOFT)),
        PdfFlow.COLUMN);
  }

  private void grid(Grid grid) {
    List<Float> widths = widths(grid);
    List<List<PdfLine>> head =
        cells(
            grid.columns().stream().map(ReportDocument.Column::heading).toList(),
            widths,
            SMALL_STRONG);
    keep(KEPT);
    row(grid, head, widths);
    for (List<String> row : grid.rows()) {
      List<List<PdfLine>> cells = cells(row, widths, SMALL);
      int height = cells.stream().mapToInt(List::size).max().orElse(0);
      for (int i = 0; i < height; i++) {
        if (!flow.fits(SMALL.size() * LINE + 3)) {
          flow.turn();
          row(grid, head, widths);
        }
        cellLines(grid, cells, widths, i);
      }
      flow.rule();
    }
  }

  private void row(Grid grid, List<List<PdfLine>> cells, List<Float> widths) {
    int height = cells.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < height; i++) {
      cellLines(grid, cells, widths, i);
    }
    flow.rule();
  }

  private void cellLines(Grid grid, List<List<PdfLine>> cells, List<Float> widths, int number) {
    var lines = new ArrayList<PdfLine>();
    var places = new ArrayList<Float>();
    float x = 0;
    for (int i = 0; i < cells.size(); i++) {
      if (number < cells.get(i).size()) {
        PdfLine line = cells.get(i).get(number);
        boolean end = grid.columns().get(i).align() == Align.END;
        lines.add(line);
        places.add(end ? x + widths.get(i) - line.width() : x);
      }
      x += widths.get(i) + BETWEEN_CELLS;
    }
    flow.row(lines, places, SMALL.size() * LINE);
  }

  private static List<Float> widths(Grid grid) {
    int weights = grid.columns().stream().mapToInt(ReportDocument.Column::weight).sum();
    float room = PdfFlow.COLUMN - BETWEEN_CELLS * (grid.columns().size() - 1);
    return grid.columns().stream().map(column -> room * column.weight() / weights).toList();
  }

  private List<List<PdfLine>> cells(List<String> texts, List<Float> widths, Look look) {
    var cells = new ArrayList<List<PdfLine>>();
    for (int i = 0; i < texts.size(); i++) {
      cells.add(breaking.lines(List.of(new Styled(texts.get(i), look)), widths.get(i)));
    }
    return cells;
  }
}
