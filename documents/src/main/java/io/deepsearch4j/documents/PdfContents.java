package io.deepsearch4j.documents;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/// What the pages of a PDF hold, gathered before anything is written, because headings, running
/// titles and hyphens are judged by the whole document.
final class PdfContents {
  private static final float MARGIN = 0.09f;
  private static final int FEWEST_REPEATS = 3;

  private final List<PdfPiece> pieces = new ArrayList<>();
  private final List<Integer> emptyPages = new ArrayList<>();
  private final List<PdfLinks.Found> links = new ArrayList<>();
  private final Map<String, Integer> outline;
  private final Map<String, Integer> repeats = new HashMap<>();
  private final Map<Float, Integer> sizes = new TreeMap<>();
  private final List<PageWords> pages = new ArrayList<>();
  private int letters;

  private record PageWords(
      int number,
      float height,
      List<PdfWord> main,
      List<PdfWord> sideways,
      List<PdfTable> tables) {}

  PdfContents(PDDocument document, int pageCount) throws IOException {
    outline = PdfOutline.levels(document);
    var tables = new PdfTables(document);
    new PdfGlyphs()
        .eachPage(document, pageCount, (number, words) -> page(document, number, words, tables));
    for (PageWords page : pages) {
      pieces(page);
    }
  }

  boolean hasText() {
    return letters > 0;
  }

  List<Integer> emptyPages() {
    return emptyPages;
  }

  List<PdfPiece> pieces() {
    return pieces;
  }

  List<PdfLinks.Found> links() {
    return links;
  }

  Map<String, Integer> outline() {
    return outline;
  }

  /// The font size most of the text is set in.
  float bodySize() {
    float body = 0;
    int most = 0;
    for (Map.Entry<Float, Integer> size : sizes.entrySet()) {
      if (size.getValue() > most) {
        most = size.getValue();
        body = size.getKey();
      }
    }
    return body;
  }

  private void page(PDDocument document, int number, PdfGlyphs.Words words, PdfTables finder)
      throws IOException {
    PDPage page = document.getPage(number - 1);
    if (words.main().isEmpty()) {
      emptyPages.add(number);
      return;
    }
    List<PdfTable> tables = words.drawsLines() ? finder.ruled(number) : List.of();
    boolean turned = page.getRotation() % 180 != 0;
    float height = turned ? page.getCropBox().getWidth() : page.getCropBox().getHeight();
    var outside = new ArrayList<PdfWord>();
    for (PdfWord word : words.main()) {
      letters += word.text().length();
      sizes.merge(rounded(word.size()), word.text().length(), Integer::sum);
      if (tables.stream()
          .noneMatch(table -> table.covers((word.left() + word.right()) / 2, word.middle()))) {
        outside.add(word);
      }
    }
    links.addAll(PdfLinks.of(page, number, words.main()));
    for (PdfLine line : PdfLine.of(outside)) {
      if (isMarginal(line, height)) {
        repeats.merge(running(line), 1, Integer::sum);
      }
    }
    pages.add(new PageWords(number, height, outside, words.sideways(), tables));
  }

  static float rounded(float size) {
    return Math.round(size * 2) / 2f;
  }

  private static boolean isMarginal(PdfLine line, float height) {
    return line.bottom() < MARGIN * height || line.top() > (1 - MARGIN) * height;
  }

  private static String running(PdfLine line) {
    return line.text().replaceAll("\\d+", "#");
  }

  // A line that stands in the margin of three pages or more, page numbers aside, is read once.
  private List<PdfWord> withoutRunning(PageWords page) {
    var words = new ArrayList<>(page.main());
    for (PdfLine line : PdfLine.of(page.main())) {
      String running = running(line);
      int count = isMarginal(line, page.height()) ? repeats.getOrDefault(running, 0) : 0;
      if (count == -1) {
        words.removeAll(line.words());
      } else if (count >= FEWEST_REPEATS) {
        repeats.put(running, -1);
        if (line.text().chars().noneMatch(Character::isLetter)) {
          words.removeAll(line.words());
        }
      }
    }
    return words;
  }

  private void pieces(PageWords page) {
    List<PdfWord> words = withoutRunning(page);
    for (int i = 0; i < page.tables().size(); i++) {
      words.add(PdfWord.placeOf(page.tables().get(i), i));
    }
    int[] tableNumber = {0};
    for (List<PdfLine> region : PdfColumns.regions(words)) {
      int from = 0;
      for (PdfOpenTables.Found open : PdfOpenTables.in(region)) {
        paragraphs(page, region.subList(from, open.from()), tableNumber);
        pieces.add(new PdfPiece.Grid(page.number(), ++tableNumber[0], open.table()));
        from = open.to();
      }
      paragraphs(page, region.subList(from, region.size()), tableNumber);
    }
    paragraphs(page, PdfLine.of(page.sideways()), tableNumber);
  }

  private void paragraphs(PageWords page, List<PdfLine> lines, int[] tableNumber) {
    if (lines.isEmpty()) {
      return;
    }
    for (List<PdfLine> group : new PdfParagraphs(lines).groups()) {
      PdfLine first = group.getFirst();
      if (first.isTable()) {
        PdfTable table = page.tables().get(first.words().getFirst().table());
        pieces.add(new PdfPiece.Grid(page.number(), ++tableNumber[0], table));
      } else {
        List<String> texts = group.stream().map(PdfLine::text).toList();
        boolean bold = group.stream().allMatch(PdfLine::bold);
        pieces.add(
            new PdfPiece.Paragraph(
                page.number(),
                texts,
                first.size(),
                bold,
                PdfParagraphs.isBulleted(texts.getFirst())));
      }
    }
  }
}
