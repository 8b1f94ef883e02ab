package io.deepsearch4j.documents;

import java.util.List;

/// What a page of a PDF is made of, in reading order.
sealed interface PdfPiece {

  int page();

  /// Lines that belong together.
  ///
  /// @param size font size of the first line
  record Paragraph(int page, List<String> lines, float size, boolean bold, boolean listed)
      implements PdfPiece {
    public Paragraph {
      lines = List.copyOf(lines);
    }

    int length() {
      int length = 0;
      for (String line : lines) {
        length += line.length();
      }
      return length;
    }
  }

  /// A table; one that goes on over several pages keeps the first page's number.
  ///
  /// @param number which table of its page
  record Grid(int page, int number, PdfTable table) implements PdfPiece {}
}
