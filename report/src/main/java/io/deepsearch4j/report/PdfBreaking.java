package io.deepsearch4j.report;

import io.deepsearch4j.report.PdfFonts.Glyph;
import io.deepsearch4j.report.PdfLine.Look;
import io.deepsearch4j.report.PdfLine.Piece;
import io.deepsearch4j.report.PdfLine.Styled;
import java.util.ArrayList;
import java.util.List;

/// Breaks text into lines: between words, and between any two Chinese characters, except that no
/// line begins with closing punctuation or a footnote mark and none ends with an opening bracket. A
/// word or address longer than a line is broken where it must.
final class PdfBreaking {
  private static final String NEVER_FIRST = "，。、；：？！）》」』】〉〕…—·ー々,.;:?!)]}”’%";
  private static final String NEVER_LAST = "（《「『【〈〔([{“‘";
  private static final String BREAK_AFTER = "-/?&=_";

  private final PdfFonts fonts;

  PdfBreaking(PdfFonts fonts) {
    this.fonts = fonts;
  }

  private record Cell(Glyph glyph, Look look) {
    private float width() {
      return glyph.width() * look.size();
    }

    private boolean isSpace() {
      return glyph.character() == ' ';
    }

    private boolean isIn(String characters) {
      return characters.indexOf(glyph.character()) >= 0;
    }

    private boolean isChinese() {
      return Character.isIdeographic(glyph.character()) || glyph.character() >= 0x3000;
    }
  }

  List<PdfLine> lines(List<Styled> text, float width) {
    var cells = new ArrayList<Cell>();
    for (Styled styled : text) {
      fonts.glyphs(styled.text()).forEach(glyph -> cells.add(new Cell(glyph, styled.look())));
    }
    var lines = new ArrayList<PdfLine>();
    int start = 0;
    while (start < cells.size()) {
      int end = end(cells, start, width);
      lines.add(line(cells.subList(start, end)));
      start = end;
      while (start < cells.size() && cells.get(start).isSpace()) {
        start++;
      }
    }
    return lines;
  }

  /// One past the last cell of the line that begins here.
  private static int end(List<Cell> cells, int start, float width) {
    float used = 0;
    int full = start;
    while (full < cells.size() && used + cells.get(full).width() <= width) {
      used += cells.get(full).width();
      full++;
    }
    if (full == cells.size()) {
      return full;
    }
    for (int end = full; end > start; end--) {
      if (mayBreak(cells.get(end - 1), cells.get(end))) {
        return end;
      }
    }
    return Math.max(full, start + 1);
  }

  private static boolean mayBreak(Cell before, Cell after) {
    if (after.look().mark() != 0 || after.isIn(NEVER_FIRST) || before.isIn(NEVER_LAST)) {
      return false;
    }
    return before.isSpace()
        || after.isSpace()
        || before.isChinese()
        || after.isChinese()
        || before.isIn(BREAK_AFTER);
  }

  private static PdfLine line(List<Cell> cells) {
    int end = cells.size();
    while (end > 0 && cells.get(end - 1).isSpace()) {
      end--;
    }
    var pieces = new ArrayList<Piece>();
    var marks = new ArrayList<Integer>();
    float x = 0;
    for (int i = 0; i < end; ) {
      Cell first = cells.get(i);
      var glyphs = new ArrayList<Glyph>();
      float width = 0;
      for (; i < end && together(first, cells.get(i)); i++) {
        glyphs.add(cells.get(i).glyph());
        width += cells.get(i).width();
      }
      pieces.add(new Piece(x, width, first.look(), glyphs));
      x += width;
      if (first.look().mark() != 0) {
        marks.add(first.look().mark());
      }
    }
    return new PdfLine(pieces, x, marks);
  }

  private static boolean together(Cell one, Cell other) {
    return one.look().equals(other.look()) && one.glyph().font().equals(other.glyph().font());
  }
}
