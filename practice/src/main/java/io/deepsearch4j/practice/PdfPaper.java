package io.deepsearch4j.practice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/// Sets text and ruled tables on A4 pages. A table that does not fit goes on overleaf under the
/// same header. The bytes depend on the content only.
final class PdfPaper implements ReportPaper, AutoCloseable {
  private static final float MARGIN = 60;
  private static final float LEADING = 14;
  private static final float ROW = 16;
  private static final float SIZE = 10;
  private static final float BOTTOM = 70;

  private final PDDocument document = new PDDocument();
  private final PDFont plain = new PDType1Font(FontName.HELVETICA);
  private final PDFont bold = new PDType1Font(FontName.HELVETICA_BOLD);
  private final String runningTitle;
  private final float width = PDRectangle.A4.getWidth() - 2 * MARGIN;
  private PDPageContentStream page;
  private float y;

  PdfPaper(String title, long id) throws IOException {
    runningTitle = title;
    Calendar made = new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
    made.setTimeInMillis(1_735_689_600_000L);
    document.getDocumentInformation().setTitle(title);
    document.getDocumentInformation().setCreationDate(made);
    document.setDocumentId(id);
    page = newPage();
  }

  @Override
  public void heading(int level, String words) throws IOException {
    float size = 20 - 3 * level;
    need(size + 3 * LEADING);
    y -= LEADING;
    line(bold, size, MARGIN, words);
    y -= size + 6;
  }

  @Override
  public void paragraph(String words) throws IOException {
    for (String line : lines(words)) {
      need(LEADING);
      line(plain, SIZE, MARGIN, line);
      y -= LEADING;
    }
    y -= LEADING / 2;
  }

  @Override
  public void table(List<String> header, List<List<String>> rows) throws IOException {
    need(4 * ROW);
    row(bold, header, true);
    for (List<String> cells : rows) {
      if (y - ROW < BOTTOM) {
        turn();
        row(bold, header, true);
      }
      row(plain, cells, false);
    }
    y -= LEADING;
  }

  byte[] bytes() throws IOException {
    page.close();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    document.save(written);
    return written.toByteArray();
  }

  @Override
  public void close() throws IOException {
    document.close();
  }

  private void row(PDFont font, List<String> cells, boolean first) throws IOException {
    float top = y + ROW - 5;
    float column = width / cells.size();
    if (first) {
      rule(MARGIN, top, MARGIN + width, top);
    }
    for (int i = 0; i < cells.size(); i++) {
      line(font, SIZE, MARGIN + i * column + 4, cells.get(i));
    }
    for (int i = 0; i <= cells.size(); i++) {
      rule(MARGIN + i * column, top, MARGIN + i * column, top - ROW);
    }
    rule(MARGIN, top - ROW, MARGIN + width, top - ROW);
    y -= ROW;
  }

  private void rule(float fromX, float fromY, float toX, float toY) throws IOException {
    page.moveTo(fromX, fromY);
    page.lineTo(toX, toY);
    page.stroke();
  }

  private void line(PDFont font, float size, float x, String words) throws IOException {
    page.beginText();
    page.setFont(font, size);
    page.newLineAtOffset(x, y);
    page.showText(words);
    page.endText();
  }

  private List<String> lines(String words) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words.split(" ")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (plain.getStringWidth(longer) / 1000 * SIZE > width && !line.isEmpty()) {
        lines.add(line.toString());
        line = new StringBuilder(word);
      } else {
        line = new StringBuilder(longer);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  private void need(float height) throws IOException {
    if (y - height < BOTTOM) {
      turn();
    }
  }

  private void turn() throws IOException {
    page.close();
    page = newPage();
  }

  /// A fresh page with the running title and its number at the foot.
  private PDPageContentStream newPage() throws IOException {
    PDPage sheet = new PDPage(PDRectangle.A4);
    document.addPage(sheet);
    PDPageContentStream stream = new PDPageContentStream(document, sheet);
    stream.beginText();
    stream.setFont(plain, 8);
    stream.newLineAtOffset(MARGIN, 40);
    stream.showText(runningTitle + " - page " + document.getNumberOfPages());
    stream.endText();
    y = PDRectangle.A4.getHeight() - MARGIN - LEADING;
    return stream;
  }
}
