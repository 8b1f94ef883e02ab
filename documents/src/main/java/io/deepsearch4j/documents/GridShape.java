package io.deepsearch4j.documents;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// How a grid of cell texts divides into caption, unit note, header and data.
///
/// @param caption text of the leading rows that say one thing only, or empty
/// @param unitNote what those rows say of units, or empty
/// @param bodyStart index of the first row that belongs to the table itself
/// @param headerRows how many rows from there are header
record GridShape(String caption, String unitNote, int bodyStart, int headerRows) {
  private static final int MOST_LEADING_ROWS = 5;
  private static final int MOST_HEADER_ROWS = 3;
  private static final double TEXT_SHARE = 0.6;
  private static final Pattern YEAR =
      Pattern.compile("(?:FY|CY|Q[1-4]|H[12])?\\s?'?(?:19|20)\\d\\d(?:[-/]\\d\\d)?\\s?[EAFP年]?度?");
  private static final Pattern TYPED =
      Pattern.compile(
          "[(\\[]?[-+−–~<>≈]?\\s?[\\p{Sc}A-Z]{0,4}\\s?[-+−–]?\\s?\\d[\\d,. '’\\u00a0\\u202f:/-]*"
              + "\\s?(?:%|‰|[\\p{L}\\p{Sc}°µ²³/]{1,8})?[)\\]]?[*†‡¹²³]?");
  private static final Set<String> BLANKS = Set.of("-", "–", "—", "n/a", "na", "n.a.", "nil", "…");

  /// Shape of a grid whose merged cells are already expanded.
  static GridShape of(List<List<String>> rows) {
    var caption = new StringBuilder();
    String unitNote = "";
    int start = 0;
    while (start < rows.size() - 1 && start < MOST_LEADING_ROWS && saysOneThing(rows, start)) {
      String said = only(rows.get(start));
      String note = UnitLines.in(said);
      unitNote = note.isEmpty() ? unitNote : note;
      if (!UnitLines.isOnlyNote(said) && !said.isEmpty()) {
        caption.append(caption.isEmpty() ? "" : " – ").append(said);
      }
      start++;
    }
    return new GridShape(caption.toString(), unitNote, start, headerRows(rows, start));
  }

  private static boolean saysOneThing(List<List<String>> rows, int index) {
    List<String> row = rows.get(index);
    return row.size() > 1 && distinct(row) <= 1 && !isTyped(only(row)) && distinct(rows, index) > 1;
  }

  // A grid in which every row says one thing is a list, and its first line no caption.
  private static int distinct(List<List<String>> rows, int from) {
    int most = 0;
    for (int i = from + 1; i < Math.min(rows.size(), from + 1 + MOST_LEADING_ROWS); i++) {
      most = Math.max(most, distinct(rows.get(i)));
    }
    return most;
  }

  private static int distinct(List<String> row) {
    var seen = new HashSet<String>();
    for (String cell : row) {
      if (!cell.isBlank()) {
        seen.add(cell);
      }
    }
    return seen.size();
  }

  private static String only(List<String> row) {
    for (String cell : row) {
      if (!cell.isBlank()) {
        return cell.strip();
      }
    }
    return "";
  }

  private static int headerRows(List<List<String>> rows, int start) {
    int count = 0;
    while (count < MOST_HEADER_ROWS
        && start + count < rows.size() - 1
        && looksLikeHeader(rows.get(start + count))
        && (count == 0 || isGrouped(rows.get(start + count - 1)))) {
      count++;
    }
    if (count == 0) {
      return 0;
    }
    // Without one typed column below, words over words: only the first row can be the header, and
    // only when no cell of it is blank and no name comes twice.
    if (!hasTypedCell(rows, start + count)) {
      List<String> first = rows.get(start);
      return first.stream().noneMatch(String::isBlank) && distinct(first) == first.size() ? 1 : 0;
    }
    return count;
  }

  private static boolean looksLikeHeader(List<String> row) {
    int filled = 0;
    int names = 0;
    for (String cell : row) {
      if (!cell.isBlank()) {
        filled++;
        names += isTyped(cell) ? 0 : 1;
      }
    }
    return filled > 0 && names >= TEXT_SHARE * filled;
  }

  // The upper of two header rows repeats a name over several columns (a merged cell, expanded) or
  // leaves cells blank.
  private static boolean isGrouped(List<String> row) {
    int filled = 0;
    for (String cell : row) {
      filled += cell.isBlank() ? 0 : 1;
    }
    return filled < row.size() || distinct(row) < filled;
  }

  private static boolean hasTypedCell(List<List<String>> rows, int from) {
    for (int i = from; i < Math.min(rows.size(), from + 10); i++) {
      if (rows.get(i).stream().anyMatch(cell -> !cell.isBlank() && isTyped(cell))) {
        return true;
      }
    }
    return false;
  }

  /// Whether a cell holds a figure, a date or a sign for "none", and not a name. A bare year counts
  /// as a name: it usually heads a column.
  static boolean isTyped(String cell) {
    String text = cell.strip();
    if (text.length() > 40 || YEAR.matcher(text).matches()) {
      return false;
    }
    return BLANKS.contains(text.toLowerCase(Locale.ROOT)) || TYPED.matcher(text).matches();
  }
}
