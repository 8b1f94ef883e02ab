package io.deepsearch4j.report;

import io.deepsearch4j.report.PdfFonts.Glyph;
import java.util.List;

/// A line of text that fits its column, not yet at a place.
///
/// @param marks the footnotes it refers to
record PdfLine(List<Piece> pieces, float width, List<Integer> marks) {
  PdfLine {
    pieces = List.copyOf(pieces);
    marks = List.copyOf(marks);
  }

  /// Glyphs of one look and one font.
  ///
  /// @param x from the beginning of the line
  record Piece(float x, float width, Look look, List<Glyph> glyphs) {
    Piece {
      glyphs = List.copyOf(glyphs);
    }
  }

  /// How text looks and what it does.
  ///
  /// @param size in points
  /// @param rise above the line
  /// @param mark the footnote it refers to; 0 for none
  /// @param link the web address it leads to; empty for none
  record Look(float size, Ink ink, float rise, int mark, String link) {
    static Look of(float size, Ink ink) {
      return new Look(size, ink, 0, 0, "");
    }

    Look linking(String address) {
      return new Look(size, Ink.LINK, rise, mark, address);
    }

    /// A raised reference to a footnote.
    Look marking(int number) {
      return new Look(size * 0.65f, Ink.LINK, size * 0.35f, number, "");
    }
  }

  /// What text is drawn with.
  enum Ink {
    PLAIN,
    BOLD,
    SOFT,
    WARNING,
    LINK
  }

  /// Text of one look.
  record Styled(String text, Look look) {}
}
