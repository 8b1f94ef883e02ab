package io.deepsearch4j.documents;

import java.util.ArrayList;
import java.util.List;

/// Finds tables without ruling lines, and only where hardly anything else is possible: at least
/// three lines below each other, in pieces that wide gaps keep apart at the same places, most of
/// which hold figures.
final class PdfOpenTables {
  private static final int FEWEST_ROWS = 3;
  private static final double FEWEST_TYPED = 0.6;

  private PdfOpenTables() {}

  /// A run of lines that is a table: indexes of its first line and of the line after its last.
  record Found(int from, int to, PdfTable table) {}

  static List<Found> in(List<PdfLine> lines) {
    var found = new ArrayList<Found>();
    int from = 0;
    while (from < lines.size()) {
      int to = from;
      while (to < lines.size() && isRow(lines, from, to)) {
        to++;
      }
      if (to - from >= FEWEST_ROWS) {
        PdfTable table = table(lines.subList(from, to));
        if (isConfident(table)) {
          found.add(new Found(from, to, table));
        }
      }
      from = Math.max(to, from + 1);
    }
    return found;
  }

  private static boolean isRow(List<PdfLine> lines, int from, int index) {
    PdfLine line = lines.get(index);
    if (line.isTable() || line.segments().size() < 2) {
      return false;
    }
    return index == from
        || line.bottom() - lines.get(index - 1).bottom() < 3 * Math.max(line.size(), 1);
  }

  private static PdfTable table(List<PdfLine> lines) {
    List<float[]> columns = columns(lines);
    var rows = new ArrayList<List<String>>();
    for (PdfLine line : lines) {
      var row = new ArrayList<String>();
      for (float[] column : columns) {
        var cell = new StringBuilder();
        for (PdfWord piece : line.segments()) {
          if (piece.left() < column[1] && piece.right() > column[0]) {
            cell.append(cell.isEmpty() ? "" : " ").append(piece.text());
          }
        }
        row.add(cell.toString());
      }
      rows.add(row);
    }
    float left = columns.getFirst()[0];
    float right = columns.getLast()[1];
    List<Float> edges = columns.stream().map(column -> column[0]).toList();
    return new PdfTable(left, lines.getFirst().top(), right, lines.getLast().bottom(), edges, rows);
  }

  // Pieces that overlap from line to line make up a column.
  private static List<float[]> columns(List<PdfLine> lines) {
    var columns = new ArrayList<float[]>();
    for (PdfLine line : lines) {
      for (PdfWord piece : line.segments()) {
        add(columns, piece.left(), piece.right());
      }
    }
    columns.sort((one, other) -> Float.compare(one[0], other[0]));
    return columns;
  }

  private static void add(List<float[]> columns, float left, float right) {
    float[] merged = {left, right};
    columns.removeIf(
        column -> {
          boolean overlaps = column[0] < merged[1] && column[1] > merged[0];
          if (overlaps) {
            merged[0] = Math.min(merged[0], column[0]);
            merged[1] = Math.max(merged[1], column[1]);
          }
          return overlaps;
        });
    columns.add(merged);
  }

  private static boolean isConfident(PdfTable table) {
    int cells = 0;
    int typed = 0;
    int full = 0;
    for (List<String> row : table.rows()) {
      int filled = 0;
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        filled += cell.isEmpty() ? 0 : 1;
        if (column > 0 && !cell.isEmpty()) {
          cells++;
          typed += GridShape.isTyped(cell) || cell.matches("(?:FY ?)?(?:19|20)\\d\\d") ? 1 : 0;
        }
      }
      full += 2 * filled > row.size() ? 1 : 0;
    }
    return table.edges().size() >= 2 && full >= FEWEST_ROWS && typed >= FEWEST_TYPED * cells;
  }
}
