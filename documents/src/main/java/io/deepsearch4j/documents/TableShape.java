package io.deepsearch4j.documents;

import java.util.HashSet;
import java.util.List;

/// Tells header rows from data rows where nothing but the texts says so.
final class TableShape {
  private static final int SAMPLE_ROWS = 20;
  private static final int MAX_HEADER_ROWS = 3;

  private TableShape() {}

  /// How many of the first rows are the header; 0 where none looks like one.
  static int headerRows(List<? extends List<String>> rows) {
    if (rows.size() < 2) {
      return 0;
    }
    int leading = 0;
    while (leading < rows.size() && leading <= MAX_HEADER_ROWS && names(rows.get(leading))) {
      leading++;
    }
    if (leading == 0) {
      return 0;
    }
    if (leading <= MAX_HEADER_ROWS && leading < rows.size()) {
      return leading;
    }
    // No figures follow at once: only a first row of distinct names above a taller table is a
    // header.
    List<String> first = rows.getFirst();
    boolean distinct = new HashSet<>(first).size() == first.size();
    boolean full = first.stream().noneMatch(String::isBlank);
    boolean figuresLater =
        rows.stream().skip(1).limit(SAMPLE_ROWS).anyMatch(row -> figures(row) > 0);
    return distinct && full && (figuresLater || rows.size() > 2) ? 1 : 0;
  }

  private static boolean names(List<String> row) {
    long filled = row.stream().filter(cell -> !cell.isBlank()).count();
    return filled > 1 && row.stream().allMatch(cell -> !isFigure(cell) || isPeriod(cell));
  }

  private static long figures(List<String> row) {
    return row.stream().filter(cell -> isFigure(cell) && !isPeriod(cell)).count();
  }

  /// Years and dates name columns as often as they fill them.
  private static boolean isPeriod(String cell) {
    return cell.strip().matches("(?:FY|CY)?\\s?(?:19|20)\\d\\d(?:\\s?(?:年|年度|E|A))?");
  }

  static boolean isFigure(String cell) {
    String text = cell.strip();
    if (text.isEmpty() || text.length() > 40) {
      return false;
    }
    int digits = 0;
    int letters = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isDigit(c)) {
        digits++;
      } else if (Character.isLetter(c)) {
        letters++;
      }
    }
    return digits > 0 && letters <= Math.max(1, digits / 2);
  }
}
