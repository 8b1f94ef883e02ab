package io.deepsearch4j.practice;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFTextShape;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Reads what a practice web serves with the ordinary libraries: nothing here knows how it was
/// made.
final class Reader {
  private Reader() {}

  /// Parses a page; the charset comes from the header or else from the page itself.
  static Document page(URI url, Browser.Answer answer) {
    try {
      @Nullable String declared = answer.mediaType().contains("charset=utf-8") ? "UTF-8" : null;
      return Jsoup.parse(new ByteArrayInputStream(answer.body()), declared, url.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where a page leads.
  static List<URI> links(URI url, Browser.Answer answer) {
    return page(url, answer).select("a[href]").stream()
        .map((Element link) -> URI.create(link.absUrl("href")))
        .toList();
  }

  /// Everything that a page or an attachment says.
  static String text(URI url, Browser.Answer answer) {
    try {
      String path = url.getPath();
      if (path.endsWith(".pdf")) {
        return pdf(answer.body());
      }
      if (path.endsWith(".xlsx")) {
        return workbook(answer.body());
      }
      if (path.endsWith(".docx")) {
        try (var document = new XWPFDocument(new ByteArrayInputStream(answer.body()));
            var extractor = new XWPFWordExtractor(document)) {
          return extractor.getText();
        }
      }
      if (path.endsWith(".pptx")) {
        return slides(answer.body());
      }
      if (path.endsWith(".csv")) {
        String utf8 = new String(answer.body(), StandardCharsets.UTF_8);
        boolean broken = utf8.indexOf('\uFFFD') >= 0;
        return broken ? new String(answer.body(), Charset.forName("GB18030")) : utf8;
      }
      return page(url, answer).text();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pdf(byte[] bytes) throws IOException {
    try (PDDocument document = Loader.loadPDF(bytes)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }

  private static String workbook(byte[] bytes) throws IOException {
    StringBuilder text = new StringBuilder();
    DataFormatter formatter = new DataFormatter(Locale.ROOT);
    formatter.setUseCachedValuesForFormulaCells(true);
    try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
      workbook.forEach(
          sheet ->
              sheet.forEach(
                  row ->
                      row.forEach(
                          cell -> text.append(formatter.formatCellValue(cell)).append(" | "))));
    }
    return text.toString();
  }

  /// The shown value of one cell, by its locator `Sheet!B7`.
  static String cell(byte[] bytes, String locator) {
    int mark = locator.indexOf('!');
    var at = new CellReference(locator.substring(mark + 1));
    DataFormatter formatter = new DataFormatter(Locale.ROOT);
    formatter.setUseCachedValuesForFormulaCells(true);
    try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
      return formatter.formatCellValue(
          workbook.getSheet(locator.substring(0, mark)).getRow(at.getRow()).getCell(at.getCol()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String slides(byte[] bytes) throws IOException {
    StringBuilder text = new StringBuilder();
    try (XMLSlideShow show = new XMLSlideShow(new ByteArrayInputStream(bytes))) {
      for (var slide : show.getSlides()) {
        for (var shape : slide.getShapes()) {
          if (shape instanceof XSLFTextShape words) {
            text.append(words.getText()).append('\n');
          }
        }
      }
    }
    return text.toString();
  }
}
