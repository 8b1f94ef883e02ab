package io.deepsearch4j.agent;

import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.Locator;
import io.deepsearch4j.documents.Table;
import java.util.List;

/// Where a person looks for a range: the cells where it is a part of a table, otherwise the block's
/// locator.
final class Places {
  private Places() {}

  static Locator of(Document document, int start, int end) {
    for (Table table : document.tables()) {
      List<Table.Cell> inside =
          java.util.stream.Stream.concat(table.header().stream(), table.rows().stream())
              .flatMap(List::stream)
              .filter(
                  cell -> cell.start() >= start && cell.end() <= end && cell.end() > cell.start())
              .toList();
      if (!inside.isEmpty()) {
        String first = inside.getFirst().address();
        String last = inside.getLast().address();
        return new Locator.Cells(table.name(), first.equals(last) ? first : first + ":" + last);
      }
    }
    return document.locatorAt(start);
  }
}
