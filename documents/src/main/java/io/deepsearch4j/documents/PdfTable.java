package io.deepsearch4j.documents;

import java.util.List;

/// A table found on a page of a PDF: its box in points, and its cells with merged ones repeated.
///
/// @param edges left edges of the columns, by which a continuation on the next page is known
record PdfTable(
    float left, float top, float right, float bottom, List<Float> edges, List<List<String>> rows) {

  PdfTable {
    edges = List.copyOf(edges);
    rows = rows.stream().map(List::copyOf).toList();
  }

  boolean covers(float x, float y) {
    return x >= left - 1 && x <= right + 1 && y >= top - 1 && y <= bottom + 1;
  }

  /// Whether another table has its columns at the same places.
  boolean hasColumnsOf(PdfTable other) {
    if (edges.size() != other.edges.size()) {
      return false;
    }
    for (int i = 0; i < edges.size(); i++) {
      if (Math.abs(edges.get(i) - other.edges.get(i)) > 4) {
        return false;
      }
    }
    return true;
  }
}
