package io.deepsearch4j.report;

import io.deepsearch4j.report.PdfFonts.Glyph;
import io.deepsearch4j.report.PdfLine.Ink;
import io.deepsearch4j.report.PdfLine.Look;
import io.deepsearch4j.report.PdfLine.Piece;
import io.deepsearch4j.report.PdfLine.Styled;
import java.awt.Color;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDBorderStyleDictionary;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;

/// Paints finished sheets into a PDF file, with page numbers, links and an outline.
final class PdfPainter {
  private static final Look NUMBER = Look.of(8.5f, Ink.SOFT);
  private static final float NUMBER_HEIGHT = 36;
  private static final float BOLD_STROKE = 0.035f;
  private static final Color RULE = new Color(0xC8, 0xC8, 0xC4);

  private final PDDocument pdf;
  private final PdfFonts fonts;

  PdfPainter(PDDocument pdf, PdfFonts fonts) {
    this.pdf = pdf;
    this.fonts = fonts;
  }

  /// A section and where it begins.
  record Chapter(String heading, int sheet, float y) {}

  void paint(ReportDocument document, List<PdfSheet> sheets, List<Chapter> chapters)
      throws IOException {
    describe(document);
    var pages = new ArrayList<PDPage>();
    for (PdfSheet sheet : sheets) {
      number(sheet, pages.size() + 1, sheets.size());
      var page = new PDPage(PDRectangle.A4);
      pdf.addPage(page);
      pages.add(page);
      paint(sheet, page);
    }
    outline(chapters, pages);
  }

  private void describe(ReportDocument document) {
    var made = GregorianCalendar.from(document.made().atZone(ZoneOffset.UTC));
    var information = new PDDocumentInformation();
    information.setTitle(document.title());
    information.setCreator("deepsearch4j");
    information.setSubject("run " + document.run());
    information.setCreationDate(made);
    information.setModificationDate(made);
    pdf.setDocumentInformation(information);
    // Otherwise the clock would decide the file's id, and the same run would give other bytes.
    pdf.setDocumentId(document.made().toEpochMilli());
    pdf.getDocumentCatalog().setLanguage(document.language());
  }

  private void number(PdfSheet sheet, int number, int all) {
    List<PdfLine> line =
        new PdfBreaking(fonts)
            .lines(List.of(new Styled(number + " / " + all, NUMBER)), PdfFlow.COLUMN);
    line.forEach(one -> sheet.place((PdfSheet.WIDTH - one.width()) / 2, NUMBER_HEIGHT, one));
  }

  private void paint(PdfSheet sheet, PDPage page) throws IOException {
    try (var canvas = new PDPageContentStream(pdf, page)) {
      canvas.setStrokingColor(RULE);
      canvas.setLineWidth(0.5f);
      for (PdfSheet.Rule rule : sheet.rules()) {
        canvas.moveTo(rule.x(), rule.y());
        canvas.lineTo(rule.x() + rule.width(), rule.y());
        canvas.stroke();
      }
      for (PdfSheet.Placed placed : sheet.lines()) {
        for (Piece piece : placed.line().pieces()) {
          paint(canvas, piece, placed);
          link(page, piece, placed);
        }
      }
    }
  }

  private static void paint(PDPageContentStream canvas, Piece piece, PdfSheet.Placed placed)
      throws IOException {
    Look look = piece.look();
    Color colour = colour(look.ink());
    canvas.beginText();
    canvas.setFont(piece.glyphs().getFirst().font(), look.size());
    canvas.setNonStrokingColor(colour);
    // None of the fonts has a bold cut with Chinese in it; a thin outline does as well.
    canvas.setRenderingMode(
        look.ink() == Ink.BOLD ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
    canvas.setStrokingColor(colour);
    canvas.setLineWidth(look.size() * BOLD_STROKE);
    canvas.newLineAtOffset(placed.x() + piece.x(), placed.y() + look.rise());
    canvas.showText(text(piece));
    canvas.endText();
  }

  private static String text(Piece piece) {
    var text = new StringBuilder();
    for (Glyph glyph : piece.glyphs()) {
      text.appendCodePoint(glyph.character());
    }
    return text.toString();
  }

  private static Color colour(Ink ink) {
    return switch (ink) {
      case PLAIN, BOLD -> new Color(0x1C, 0x1C, 0x1C);
      case SOFT -> new Color(0x5C, 0x5C, 0x5C);
      case WARNING -> new Color(0x9A, 0x3B, 0x00);
      case LINK -> new Color(0x0B, 0x57, 0xA4);
    };
  }

  private static void link(PDPage page, Piece piece, PdfSheet.Placed placed) throws IOException {
    if (piece.look().link().isEmpty()) {
      return;
    }
    var action = new PDActionURI();
    action.setURI(piece.look().link());
    var border = new PDBorderStyleDictionary();
    border.setWidth(0);
    var link = new PDAnnotationLink();
    link.setAction(action);
    link.setBorderStyle(border);
    link.setRectangle(
        new PDRectangle(
            placed.x() + piece.x(), placed.y() - 2, piece.width(), piece.look().size() + 2));
    page.getAnnotations().add(link);
  }

  private void outline(List<Chapter> chapters, List<PDPage> pages) {
    var outline = new PDDocumentOutline();
    for (Chapter chapter : chapters) {
      var place = new PDPageXYZDestination();
      place.setPage(pages.get(chapter.sheet()));
      place.setTop(Math.round(chapter.y()));
      var item = new PDOutlineItem();
      item.setTitle(chapter.heading());
      item.setDestination(place);
      outline.addLast(item);
    }
    pdf.getDocumentCatalog().setDocumentOutline(outline);
  }
}
