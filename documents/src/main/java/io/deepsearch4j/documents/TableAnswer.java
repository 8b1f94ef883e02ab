package io.deepsearch4j.documents;

import java.util.List;

/// What came of asking a table: rows, or the reason why not.
public sealed interface TableAnswer {

  /// Rows of values, each with the cells that prove it.
  ///
  /// @param columns what each value is
  /// @param rows one list of values a row
  /// @param remarks what was left out, one sentence each
  record Rows(List<String> columns, List<List<Value>> rows, List<String> remarks)
      implements TableAnswer {
    public Rows {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      remarks = List.copyOf(remarks);
    }
  }

  /// Why there is no answer.
  ///
  /// @param why a sentence that names the columns there are
  record Unanswerable(String why) implements TableAnswer {}

  /// A value and where it comes from.
  ///
  /// @param text as shown in the cell, or the computed amount with its unit
  /// @param cells locators of every cell it was read or computed from, at most 100
  record Value(String text, List<Locator> cells) {
    public Value {
      cells = List.copyOf(cells);
    }
  }
}
