package io.deepsearch4j.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.poi.ss.util.CellRangeAddress;

/// The filled cells of one sheet as shown, before they are divided into tables. Rows and columns
/// count from 1. Built by one reader, not safe to share.
final class SheetCells {
  private final String name;
  private final boolean visible;
  private final SortedMap<Integer, SortedMap<Integer, String>> rows = new TreeMap<>();
  private final List<CellRangeAddress> merged = new ArrayList<>();
  private final List<Target> links = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /// A hyperlink of a cell.
  record Target(int row, int column, String url) {}

  SheetCells(String name, boolean visible) {
    this.name = name;
    this.visible = visible;
  }

  String name() {
    return name;
  }

  boolean visible() {
    return visible;
  }

  void put(int row, int column, String shown) {
    String text = DocumentBuilder.clean(shown);
    if (!text.isEmpty()) {
      rows.computeIfAbsent(row, _ -> new TreeMap<>()).put(column, text);
    }
  }

  void merge(CellRangeAddress range) {
    merged.add(range);
  }

  void link(int row, int column, String url) {
    links.add(new Target(row, column, url));
  }

  void note(int row, int column, String text) {
    notes.add(DocumentBuilder.address(column, row) + ": " + text);
  }

  List<Target> links() {
    return links;
  }

  List<String> notes() {
    return notes;
  }

  SortedMap<Integer, SortedMap<Integer, String>> rows() {
    return rows;
  }

  String at(int row, int column) {
    SortedMap<Integer, String> cells = rows.get(row);
    return cells == null ? "" : cells.getOrDefault(column, "");
  }

  /// Repeats the text of merged cells in every cell they cover, as long as the room lasts.
  ///
  /// @return whether there was room for all
  boolean expandMerged(int room) {
    int left = room;
    int lastRow = rows.isEmpty() ? 0 : rows.lastKey();
    for (CellRangeAddress range : merged) {
      String text = at(range.getFirstRow() + 1, range.getFirstColumn() + 1);
      if (text.isEmpty()) {
        continue;
      }
      // Rows below the last filled one are only decoration, and hostile files merge millions.
      int bottom = Math.min(range.getLastRow() + 1, lastRow);
      long covered =
          (long) (bottom - range.getFirstRow())
              * (range.getLastColumn() - range.getFirstColumn() + 1);
      if (covered > left) {
        return false;
      }
      left -= (int) covered;
      for (int row = range.getFirstRow() + 1; row <= bottom; row++) {
        for (int column = range.getFirstColumn() + 1;
            column <= range.getLastColumn() + 1;
            column++) {
          put(row, column, text);
        }
      }
    }
    return true;
  }
}
