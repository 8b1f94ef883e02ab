package io.deepsearch4j.cli.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/// Generates the files to be read.
final class SampleFiles {
  private static final int LINES = 30;
  private static final int ROWS = 10;
  private static final int COLUMNS = 4;
  private static final float LEFT = 60;
  private static final float WIDTH = 120;
  private static final float LEADING = 14;

  private SampleFiles() {}

  /// Pages of thirty lines of text and a ruled table of ten rows.
  static byte[] pdf(int pages) throws IOException {
    var random = new Random(1);
    var prose = new Prose(random);
    PDFont font = new PDType1Font(FontName.HELVETICA);
    var bytes = new ByteArrayOutputStream();
    try (var document = new PDDocument()) {
      for (int number = 1; number <= pages; number++) {
        var page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (var pen = new PDPageContentStream(document, page)) {
          pen.setFont(font, 10);
          float y = PDRectangle.A4.getHeight() - 60;
          for (int line = 0; line < LINES; line++) {
            write(pen, LEFT, y, prose.english(12));
            y -= LEADING;
          }
          table(pen, y - LEADING, random);
        }
      }
      document.save(bytes);
    }
    return bytes.toByteArray();
  }

  private static void table(PDPageContentStream pen, float top, Random random) throws IOException {
    for (int row = 0; row <= ROWS; row++) {
      float y = top - row * LEADING;
      rule(pen, LEFT, y, LEFT + COLUMNS * WIDTH, y);
    }
    for (int column = 0; column <= COLUMNS; column++) {
      float x = LEFT + column * WIDTH;
      rule(pen, x, top, x, top - ROWS * LEADING);
    }
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        String text =
            row == 0
                ? "Year " + (2020 + column)
                : column == 0 ? "Item " + row : String.valueOf(random.nextInt(1_000_000));
        write(pen, LEFT + column * WIDTH + 4, top - (row + 1) * LEADING + 4, text);
      }
    }
  }

  private static void rule(PDPageContentStream pen, float x, float y, float toX, float toY)
      throws IOException {
    pen.moveTo(x, y);
    pen.lineTo(toX, toY);
    pen.stroke();
  }

  private static void write(PDPageContentStream pen, float x, float y, String text)
      throws IOException {
    pen.beginText();
    pen.newLineAtOffset(x, y);
    pen.showText(text);
    pen.endText();
  }

  /// A sheet with a header; the first column is text, the others are numbers.
  static byte[] workbook(int rows, int columns) throws IOException {
    var random = new Random(1);
    var prose = new Prose(random);
    var bytes = new ByteArrayOutputStream();
    try (var workbook = new SXSSFWorkbook()) {
      var sheet = workbook.createSheet("Figures");
      for (int r = 0; r < rows; r++) {
        var row = sheet.createRow(r);
        for (int c = 0; c < columns; c++) {
          if (r == 0 || c == 0) {
            row.createCell(c).setCellValue(r == 0 ? "Column " + (c + 1) : prose.english(2));
          } else {
            row.createCell(c).setCellValue(random.nextInt(1_000_000) / 100.0);
          }
        }
      }
      workbook.write(bytes);
    }
    return bytes.toByteArray();
  }

  /// HTML pages, of which every fourth is Chinese.
  static List<String> pages(int count) {
    var prose = new Prose(new Random(1));
    return IntStream.range(0, count)
        .mapToObj(
            number -> {
              boolean chinese = number % 4 == 3;
              String title = chinese ? prose.chinese(8) : prose.english(4);
              var body = new StringBuilder();
              for (int paragraph = 0; paragraph < 10; paragraph++) {
                body.append(chinese ? "<p>" + prose.chinese(120) : "<p>" + prose.english(60));
                body.append("</p>\n");
              }
              return """
                  <!doctype html><html lang="%s"><head><meta charset="utf-8"><title>%s</title></head>
                  <body><main><h1>%s</h1>
                  %s</main></body></html>
                  """
                  .formatted(chinese ? "zh" : "en", title, title, body);
            })
        .toList();
  }
}
