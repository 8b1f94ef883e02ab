package io.deepsearch4j.documents;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Answers one [TableQuery] about one table.
final class TableQuestion {
  private static final int MAX_PROOFS = 100;

  private final TableQuery query;
  private final Table table;
  private final LinkedHashSet<String> remarks = new LinkedHashSet<>();

  TableQuestion(TableQuery query, Table table) {
    this.query = query;
    this.table = table;
  }

  TableAnswer answer() {
    for (String name : named()) {
      if (column(name).isEmpty()) {
        return new TableAnswer.Unanswerable(
            "table "
                + table.id()
                + " has no single column \""
                + name
                + "\"; its columns are: "
                + names());
      }
    }
    List<List<Table.Cell>> rows = table.rows().stream().filter(this::meetsAll).toList();
    return query.aggregates().isEmpty() ? selected(rows) : computed(rows);
  }

  private List<String> named() {
    var named = new ArrayList<>(query.select());
    query.where().forEach(condition -> named.add(condition.column()));
    named.addAll(query.groupBy());
    query.aggregates().forEach(aggregate -> named.add(aggregate.column()));
    return named;
  }

  private String names() {
    return IntStream.range(0, width())
        .mapToObj(this::name)
        .limit(50)
        .collect(Collectors.joining(", "));
  }

  private int width() {
    return table.rows().isEmpty() ? 0 : table.rows().getFirst().size();
  }

  private String name(int column) {
    String name = table.columnName(column);
    return name.isEmpty() ? letters(column) : name;
  }

  private String letters(int column) {
    return table.rows().getFirst().get(column).address().replaceAll("\\d", "");
  }

  private Optional<Integer> column(String asked) {
    String wanted = asked.strip().toLowerCase(Locale.ROOT);
    List<Integer> exact = matching(name -> name.equals(wanted));
    if (exact.size() == 1) {
      return Optional.of(exact.getFirst());
    }
    Optional<Integer> byLetter =
        IntStream.range(0, width())
            .filter(i -> letters(i).equals(asked.strip()))
            .boxed()
            .findFirst();
    if (byLetter.isPresent()) {
      return byLetter;
    }
    List<Integer> parts = wanted.isEmpty() ? List.of() : matching(name -> name.contains(wanted));
    return parts.size() == 1 ? Optional.of(parts.getFirst()) : Optional.empty();
  }

  private List<Integer> matching(java.util.function.Predicate<String> test) {
    return IntStream.range(0, width())
        .filter(i -> test.test(table.columnName(i).toLowerCase(Locale.ROOT)))
        .boxed()
        .toList();
  }

  private int known(String name) {
    return column(name).orElseThrow();
  }

  private boolean meetsAll(List<Table.Cell> row) {
    return query.where().stream().allMatch(condition -> meets(row, condition));
  }

  private boolean meets(List<Table.Cell> row, TableQuery.Condition condition) {
    int column = known(condition.column());
    Table.Cell cell = row.get(column);
    String text = cell.text().toLowerCase(Locale.ROOT);
    String value = condition.value().strip().toLowerCase(Locale.ROOT);
    return switch (condition.operator()) {
      case CONTAINS -> text.contains(value);
      case EQUALS -> isEqual(cell, column, text, value);
      case NOT_EQUALS -> !isEqual(cell, column, text, value);
      case LESS -> compare(cell, column, value).filter(order -> order < 0).isPresent();
      case AT_MOST -> compare(cell, column, value).filter(order -> order <= 0).isPresent();
      case MORE -> compare(cell, column, value).filter(order -> order > 0).isPresent();
      case AT_LEAST -> compare(cell, column, value).filter(order -> order >= 0).isPresent();
    };
  }

  private boolean isEqual(Table.Cell cell, int column, String text, String value) {
    return text.equals(value)
        || compare(cell, column, value).filter(order -> order == 0).isPresent();
  }

  /// A bare value is counted like the column's cells; one that names its scale stands for itself.
  private Optional<Integer> compare(Table.Cell cell, int column, String value) {
    Optional<Figure> asked = Figures.of(value);
    Optional<Figure> own = Figures.of(cell.text());
    if (asked.isEmpty() || own.isEmpty()) {
      return Optional.empty();
    }
    boolean bare = asked.get().scale().compareTo(BigDecimal.ONE) == 0;
    return bare
        ? Optional.of(own.get().amount().compareTo(asked.get().amount()))
        : Figures.of(table, cell, column)
            .map(figure -> figure.amount().compareTo(asked.get().amount()));
  }

  private TableAnswer selected(List<List<Table.Cell>> rows) {
    List<Integer> columns =
        query.select().isEmpty()
            ? IntStream.range(0, width()).boxed().toList()
            : query.select().stream().map(this::known).toList();
    remarkOnLimit(rows.size());
    return new TableAnswer.Rows(
        columns.stream().map(this::name).toList(),
        rows.stream()
            .limit(query.limit())
            .map(row -> columns.stream().map(column -> shown(row.get(column))).toList())
            .toList(),
        List.copyOf(remarks));
  }

  private TableAnswer.Value shown(Table.Cell cell) {
    return new TableAnswer.Value(cell.text(), List.of(table.locator(cell)));
  }

  private void remarkOnLimit(int count) {
    if (count > query.limit()) {
      remarks.add("Only the first " + query.limit() + " of " + count + " rows are shown.");
    }
  }

  private TableAnswer computed(List<List<Table.Cell>> rows) {
    List<Integer> keys = query.groupBy().stream().map(this::known).toList();
    Map<List<String>, List<List<Table.Cell>>> groups =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> keys.stream().map(key -> row.get(key).text()).toList(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    if (keys.isEmpty() && groups.isEmpty()) {
      groups.put(List.of(), List.of());
    }
    remarkOnLimit(groups.size());
    var answers = new ArrayList<List<TableAnswer.Value>>();
    groups.values().stream()
        .limit(query.limit())
        .forEach(
            group -> {
              var values = new ArrayList<TableAnswer.Value>();
              keys.forEach(key -> values.add(shown(group.getFirst().get(key))));
              query.aggregates().forEach(aggregate -> values.add(compute(group, aggregate)));
              answers.add(values);
            });
    var columns = new ArrayList<String>();
    keys.forEach(key -> columns.add(name(key)));
    query
        .aggregates()
        .forEach(
            aggregate ->
                columns.add(
                    aggregate.function().name().toLowerCase(Locale.ROOT)
                        + " of "
                        + name(known(aggregate.column()))));
    return new TableAnswer.Rows(columns, answers, List.copyOf(remarks));
  }

  private TableAnswer.Value compute(List<List<Table.Cell>> rows, TableQuery.Aggregate aggregate) {
    int column = known(aggregate.column());
    if (aggregate.function() == TableQuery.Function.COUNT) {
      List<Table.Cell> filled =
          rows.stream().map(row -> row.get(column)).filter(cell -> !cell.text().isBlank()).toList();
      return new TableAnswer.Value(String.valueOf(filled.size()), proofs(filled));
    }
    var cells = new ArrayList<Table.Cell>();
    var figures = new ArrayList<Figure>();
    for (List<Table.Cell> row : rows) {
      Table.Cell cell = row.get(column);
      Figures.of(table, cell, column)
          .ifPresent(
              figure -> {
                cells.add(cell);
                figures.add(figure);
              });
    }
    if (figures.size() < rows.size()) {
      remarks.add(
          (rows.size() - figures.size())
              + " of "
              + rows.size()
              + " cells of "
              + name(column)
              + " hold no figure and were left out.");
    }
    if (figures.isEmpty()) {
      return new TableAnswer.Value("", List.of());
    }
    return fold(aggregate.function(), column, cells, figures);
  }

  private TableAnswer.Value fold(
      TableQuery.Function function, int column, List<Table.Cell> cells, List<Figure> figures) {
    List<String> units = figures.stream().map(Figure::unit).distinct().toList();
    if (units.size() > 1) {
      remarks.add(
          "The cells of " + name(column) + " differ in unit: " + String.join(", ", units) + ".");
    }
    int least = 0;
    int most = 0;
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < figures.size(); i++) {
      BigDecimal amount = figures.get(i).amount();
      sum = sum.add(amount);
      least = amount.compareTo(figures.get(least).amount()) < 0 ? i : least;
      most = amount.compareTo(figures.get(most).amount()) > 0 ? i : most;
    }
    String unit = units.size() == 1 ? units.getFirst() : "";
    return switch (function) {
      case SUM -> value(sum, unit, proofs(cells));
      case AVERAGE ->
          value(
              sum.divide(BigDecimal.valueOf(figures.size()), MathContext.DECIMAL64),
              unit,
              proofs(cells));
      case MIN -> value(figures.get(least).amount(), unit, proofs(List.of(cells.get(least))));
      case MAX -> value(figures.get(most).amount(), unit, proofs(List.of(cells.get(most))));
      case COUNT -> throw new IllegalStateException("counted elsewhere");
    };
  }

  private static TableAnswer.Value value(BigDecimal amount, String unit, List<Locator> proofs) {
    String shown =
        (amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros()).toPlainString();
    // Basis points were turned into per cent on the way.
    String named = unit.equals("bp") ? "%" : unit;
    return new TableAnswer.Value(named.isEmpty() ? shown : shown + " " + named, proofs);
  }

  private List<Locator> proofs(List<Table.Cell> cells) {
    if (cells.size() > MAX_PROOFS) {
      remarks.add("Only the first " + MAX_PROOFS + " cells of a result are named.");
    }
    return cells.stream().limit(MAX_PROOFS).map(table::locator).toList();
  }
}
