package io.deepsearch4j.documents;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/// A PDF drawn by a test, page by page; places are points from the top left corner of an A4 page.
final class PdfFile {
  static final PDFont PLAIN = new PDType1Font(FontName.HELVETICA);
  static final PDFont BOLD = new PDType1Font(FontName.HELVETICA_BOLD);
  private static final float HEIGHT = PDRectangle.A4.getHeight();

  private final PDDocument document = new PDDocument();

  /// Draws one page.
  interface Drawing {
    void draw(Pen pen) throws IOException;
  }

  PDDocument document() {
    return document;
  }

  PdfFile page(Drawing drawing) {
    var page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    try (var stream = new PDPageContentStream(document, page)) {
      drawing.draw(new Pen(stream));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return this;
  }

  byte[] bytes() {
    var out = new ByteArrayOutputStream();
    try (document) {
      document.save(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  /// Writes and rules on one page.
  record Pen(PDPageContentStream stream) {
    void write(float x, float y, float size, PDFont font, String text) throws IOException {
      stream.beginText();
      stream.setFont(font, size);
      stream.newLineAtOffset(x, HEIGHT - y);
      stream.showText(text);
      stream.endText();
    }

    void write(float x, float y, String text) throws IOException {
      write(x, y, 10, PLAIN, text);
    }

    void lines(float x, float y, List<String> lines) throws IOException {
      float at = y;
      for (String line : lines) {
        write(x, at, line);
        at += 12;
      }
    }

    /// A table with all rules drawn; columns are 100 points wide, rows 20 high.
    void table(float x, float y, List<List<String>> rows) throws IOException {
      int width = rows.getFirst().size();
      for (int row = 0; row <= rows.size(); row++) {
        line(x, y + 20 * row, x + 100 * width, y + 20 * row);
      }
      for (int column = 0; column <= width; column++) {
        line(x + 100 * column, y, x + 100 * column, y + 20 * rows.size());
      }
      for (int row = 0; row < rows.size(); row++) {
        for (int column = 0; column < width; column++) {
          write(x + 100 * column + 5, y + 20 * row + 14, rows.get(row).get(column));
        }
      }
    }

    void line(float fromX, float fromY, float toX, float toY) throws IOException {
      stream.moveTo(fromX, HEIGHT - fromY);
      stream.lineTo(toX, HEIGHT - toY);
      stream.stroke();
    }
  }
}
