package io.deepsearch4j.documents;

import java.util.List;
import java.util.Objects;

/// A question to a table in plain parts: which columns, which rows, grouped by what, computed how.
/// There is no expression language.
///
/// Columns are named by header, by letter (`C`), or by a part of a header that only one column has.
///
/// @param select columns to show; empty for all; ignored where there are aggregates
/// @param where conditions that a row must all meet
/// @param groupBy columns whose equal values make a group; only with aggregates
/// @param aggregates what to compute for each group, or for all rows
/// @param limit the most rows to answer with, up to 1,000
public record TableQuery(
    List<String> select,
    List<Condition> where,
    List<String> groupBy,
    List<Aggregate> aggregates,
    int limit) {

  /// How a cell is compared. The ordered ones compare figures and fail for cells that hold none.
  public enum Operator {
    EQUALS,
    NOT_EQUALS,
    CONTAINS,
    LESS,
    AT_MOST,
    MORE,
    AT_LEAST
  }

  /// What is computed over a column.
  public enum Function {
    SUM,
    AVERAGE,
    MIN,
    MAX,
    COUNT
  }

  /// One condition on a row.
  public record Condition(String column, Operator operator, String value) {
    public Condition {
      Objects.requireNonNull(column);
      Objects.requireNonNull(operator);
      Objects.requireNonNull(value);
    }
  }

  /// One computation.
  public record Aggregate(Function function, String column) {
    public Aggregate {
      Objects.requireNonNull(function);
      Objects.requireNonNull(column);
    }
  }

  public TableQuery {
    select = List.copyOf(select);
    where = List.copyOf(where);
    groupBy = List.copyOf(groupBy);
    aggregates = List.copyOf(aggregates);
    if (limit < 1 || limit > 1_000) {
      throw new IllegalArgumentException("a table query answers 1 to 1000 rows, not " + limit);
    }
    if (!groupBy.isEmpty() && aggregates.isEmpty()) {
      throw new IllegalArgumentException("grouping needs something to compute for each group");
    }
  }

  /// Asks a table. Cost grows with its cells.
  public TableAnswer ask(Table table) {
    return new TableQuestion(this, table).answer();
  }
}
