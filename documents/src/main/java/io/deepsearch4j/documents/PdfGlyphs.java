package io.deepsearch4j.documents;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/// Takes the glyphs of a page from PDFBox and joins them into words. Not safe to share.
final class PdfGlyphs extends PDFTextStripper {
  private static final int MOST_GLYPHS = 500_000;

  private static final Set<String> DRAWING = Set.of(OperatorName.LINE_TO, OperatorName.APPEND_RECT);

  private boolean drawsLines;
  private PageReader pages = (_, _) -> {};

  /// The words of one page: those in the direction most of it is written in, and all others; and
  /// whether there are lines or boxes on it.
  record Words(List<PdfWord> main, List<PdfWord> sideways, boolean drawsLines) {}

  /// Takes one page.
  interface PageReader {
    void read(int number, Words words) throws IOException;
  }

  PdfGlyphs() {
    setShouldSeparateByBeads(false);
    setSuppressDuplicateOverlappingText(true);
  }

  /// Hands over the words of the first pages, page by page. One walk over the document, because
  /// each walk counts its pages from the first again.
  void eachPage(PDDocument document, int pageCount, PageReader reader) throws IOException {
    pages = reader;
    setStartPage(1);
    setEndPage(pageCount);
    writeText(document, Writer.nullWriter());
  }

  @Override
  protected void writePage() throws IOException {
    var upright = new ArrayList<TextPosition>();
    var turned = new ArrayList<TextPosition>();
    int count = 0;
    for (List<TextPosition> article : charactersByArticle) {
      for (TextPosition glyph : article) {
        if (count++ < MOST_GLYPHS) {
          (glyph.getDir() == 0 ? upright : turned).add(glyph);
        }
      }
    }
    // On a page laid out sideways, the turned text is the page's text.
    pages.read(
        getCurrentPageNo(),
        upright.size() >= turned.size()
            ? new Words(joined(upright), joined(turned), drawsLines)
            : new Words(joined(turned), joined(upright), drawsLines));
  }

  @Override
  protected void startPage(PDPage page) {
    drawsLines = false;
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    drawsLines |= DRAWING.contains(operator.getName());
    super.processOperator(operator, operands);
  }

  private static List<PdfWord> joined(List<TextPosition> glyphs) {
    var words = new ArrayList<PdfWord>();
    var text = new StringBuilder();
    float left = 0;
    float top = 0;
    float right = 0;
    float bottom = 0;
    TextPosition last = null;
    for (TextPosition glyph : inLines(glyphs)) {
      String shown = glyph.getUnicode() == null ? "" : glyph.getUnicode();
      boolean blank = shown.isBlank();
      boolean apart = last == null || isApart(last, glyph, right);
      if ((apart || blank) && !text.isEmpty() && last != null) {
        words.add(word(text, left, top, right, bottom, last));
        text.setLength(0);
      }
      if (!blank) {
        float glyphTop = glyph.getYDirAdj() - Math.max(glyph.getHeightDir(), 1);
        if (text.isEmpty()) {
          left = glyph.getXDirAdj();
          top = glyphTop;
          bottom = glyph.getYDirAdj();
        }
        right = glyph.getXDirAdj() + glyph.getWidthDirAdj();
        top = Math.min(top, glyphTop);
        bottom = Math.max(bottom, glyph.getYDirAdj());
        text.append(shown);
      }
      last = blank ? last : glyph;
    }
    if (!text.isEmpty() && last != null) {
      words.add(word(text, left, top, right, bottom, last));
    }
    return words;
  }

  // Drawing order is mostly reading order within a line; where a producer draws glyphs one by one
  // in any order, sorting by line and place mends it.
  private static List<TextPosition> inLines(List<TextPosition> glyphs) {
    var sorted = new ArrayList<>(glyphs);
    sorted.sort(
        Comparator.comparingInt((TextPosition glyph) -> Math.round(glyph.getYDirAdj()))
            .thenComparingDouble(TextPosition::getXDirAdj));
    return sorted;
  }

  private static boolean isApart(TextPosition last, TextPosition glyph, float right) {
    float size = Math.max(glyph.getFontSizeInPt(), 1);
    float gap = glyph.getXDirAdj() - right;
    return gap > 0.2f * size
        || gap < -0.6f * size
        || Math.abs(glyph.getYDirAdj() - last.getYDirAdj()) > 0.5f * size;
  }

  private static PdfWord word(
      StringBuilder text, float left, float top, float right, float bottom, TextPosition glyph) {
    return new PdfWord(
        text.toString(), left, top, right, bottom, glyph.getFontSizeInPt(), isBold(glyph), -1);
  }

  private static boolean isBold(TextPosition glyph) {
    if (glyph.getFont() == null) {
      return false;
    }
    String name = String.valueOf(glyph.getFont().getName()).toLowerCase(Locale.ROOT);
    PDFontDescriptor descriptor = glyph.getFont().getFontDescriptor();
    return name.contains("bold")
        || name.contains("black")
        || name.contains("heavy")
        || (descriptor != null && (descriptor.isForceBold() || descriptor.getFontWeight() >= 600));
  }
}
