package io.deepsearch4j.documents;

/// A word on a page of a PDF and where it stands: points from the page's top left corner.
///
/// @param text the word; empty for a place where a table goes
/// @param size font size in points
/// @param table index of the page's table that goes here, or -1
record PdfWord(
    String text,
    float left,
    float top,
    float right,
    float bottom,
    float size,
    boolean bold,
    int table) {

  static PdfWord placeOf(PdfTable table, int index) {
    return new PdfWord(
        "", table.left(), table.top(), table.right(), table.bottom(), 0, false, index);
  }

  boolean isTable() {
    return table >= 0;
  }

  float height() {
    return bottom - top;
  }

  float middle() {
    return (top + bottom) / 2;
  }
}
