package io.deepsearch4j.documents;

import java.util.List;
import java.util.Objects;

/// A table whose cells are ranges of the document's text.
///
/// Merged cells are expanded, so every row has the same number of cells. In the document's text a
/// table is written as its caption, its unit note, its header and its rows, one line each, cells
/// separated by ` | `.
///
/// @param id unique within the document: `t1`, `t2`, …
/// @param name how a locator calls it: the sheet's name, `p.12 table 2`, `table 3`
/// @param caption its title, or empty
/// @param unitNote what it says of its units (`in millions of euros`, `单位:千元`), or empty
/// @param header the header rows; empty where none was recognised
/// @param rows the data rows
public record Table(
    String id,
    String name,
    String caption,
    String unitNote,
    List<List<Cell>> header,
    List<List<Cell>> rows) {

  public Table {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    Objects.requireNonNull(caption);
    Objects.requireNonNull(unitNote);
    header = header.stream().map(List::copyOf).toList();
    rows = rows.stream().map(List::copyOf).toList();
  }

  /// One cell.
  ///
  /// @param text as shown, with the number format's percent sign or currency
  /// @param start first character in the document's text
  /// @param end one past the last character
  /// @param address `B7`: the column's letters and the row's number, from 1, as in a spreadsheet
  public record Cell(String text, int start, int end, String address) {
    public Cell {
      Objects.requireNonNull(text);
      Objects.requireNonNull(address);
    }
  }

  /// Where a person finds a cell of this table.
  public Locator locator(Cell cell) {
    return new Locator.Cells(name, cell.address());
  }

  /// The header of a column: its header cells from top to bottom, without repeats; empty where the
  /// table has no header.
  public String columnName(int column) {
    return String.join(
        " ",
        header.stream()
            .filter(row -> column < row.size())
            .map(row -> row.get(column).text())
            .filter(text -> !text.isBlank())
            .distinct()
            .toList());
  }
}
