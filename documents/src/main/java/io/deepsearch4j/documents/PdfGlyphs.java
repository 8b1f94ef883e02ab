package io.deepsearch4j.documents;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/// Takes the glyphs of a page from PDFBox and joins them into words. Not safe to share.
final class PdfGlyphs extends PDFTextStripper {
  private static final int MOST_GLYPHS = 500_000;

  private final List<TextPosition> glyphs = new ArrayList<>();

  /// The words of one page.
  record Words(List<PdfWord> main, List<PdfWord> sideways) {}

  PdfGlyphs() {
    setShouldSeparateByBeads(false);
    setSuppressDuplicateOverlappingText(true);
  }

  /// The words of a page: those in the direction most of it is written in, then all others.
  Words words(PDDocument document, int page) throws IOException {
    glyphs.clear();
    setStartPage(page);
    setEndPage(page);
    writeText(document, Writer.nullWriter());
    var upright = new ArrayList<TextPosition>();
    var turned = new ArrayList<TextPosition>();
    glyphs.forEach(glyph -> (glyph.getDir() == 0 ? upright : turned).add(glyph));
    // On a page laid out sideways, the turned text is the page's text.
    return upright.size() >= turned.size()
        ? new Words(joined(upright), joined(turned))
        : new Words(joined(turned), joined(upright));
  }

  @Override
  protected void writePage() {
    for (List<TextPosition> article : charactersByArticle) {
      for (TextPosition glyph : article) {
        if (glyphs.size() < MOST_GLYPHS) {
          glyphs.add(glyph);
        }
      }
    }
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
