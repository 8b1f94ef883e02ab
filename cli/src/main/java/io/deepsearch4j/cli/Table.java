package io.deepsearch4j.cli;

import io.deepsearch4j.report.Plain;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Words in rows and columns that line up, for people to read: numbers to the right, words to the
/// left.
final class Table {
  private static final String GAP = "  ";
  private static final int WIDEST = 80;

  private final List<String> heads;
  private final List<List<String>> rows = new ArrayList<>();

  /// @param heads one for each column; all empty for a table without a first line
  Table(String... heads) {
    this.heads = List.of(heads);
  }

  Table row(String... cells) {
    if (cells.length != heads.size()) {
      throw new IllegalArgumentException(
          "a row needs " + heads.size() + " cells, not " + cells.length);
    }
    rows.add(List.of(cells).stream().map(cell -> Plain.line(cell, WIDEST)).toList());
    return this;
  }

  void print(PrintStream out) {
    int[] widths = new int[heads.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] =
          lines().stream().mapToInt(line -> Plain.columns(line.get(column))).max().orElse(0);
    }
    for (List<String> line : lines()) {
      out.println(
          IntStream.range(0, widths.length)
              .mapToObj(i -> padded(line.get(i), widths[i], isNumeric(i)))
              .collect(Collectors.joining(GAP))
              .stripTrailing());
    }
  }

  private List<List<String>> lines() {
    var lines = new ArrayList<List<String>>();
    if (heads.stream().anyMatch(head -> !head.isEmpty())) {
      lines.add(heads);
    }
    lines.addAll(rows);
    return lines;
  }

  private boolean isNumeric(int column) {
    return rows.stream().allMatch(row -> row.get(column).matches("[-\\d].*|"));
  }

  private static String padded(String cell, int width, boolean toTheRight) {
    String space = " ".repeat(width - Plain.columns(cell));
    return toTheRight ? space + cell : cell + space;
  }
}
