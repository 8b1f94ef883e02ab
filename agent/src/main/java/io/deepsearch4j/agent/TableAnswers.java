package io.deepsearch4j.agent;

import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.Locator;
import io.deepsearch4j.documents.Table;
import io.deepsearch4j.documents.TableAnswer;
import io.deepsearch4j.documents.TableQuery;
import io.deepsearch4j.web.Page;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Carries a table query out and makes evidence of the rows that prove its result.
final class TableAnswers {
  private static final int ROWS = 50;
  private static final int EVIDENCE = 12;
  private static final Pattern CONDITION =
      Pattern.compile("\\s*(.+?)\\s*(<=|>=|!=|<>|=|<|>|\\bcontains\\b|≤|≥|≠)\\s*(.*?)\\s*");
  private static final Pattern QUOTED = Pattern.compile("[\"'](.*)[\"']");
  private static final Pattern ROW_NUMBER = Pattern.compile("[A-Z]+(\\d+)");

  private TableAnswers() {}

  static Toolbox.Outcome answer(
      Action.QueryTable query, Page page, Document document, EvidenceRegister register) {
    Optional<Table> table =
        document.tables().stream().filter(one -> one.id().equals(query.table())).findFirst();
    if (table.isEmpty()) {
      return failed(
          "there is no table "
              + Wording.cut(query.table(), 20)
              + " on that page; there are "
              + String.join(", ", document.tables().stream().limit(30).map(Table::id).toList()));
    }
    try {
      return switch (question(query).ask(table.get())) {
        case TableAnswer.Unanswerable(var why) -> failed(why);
        case TableAnswer.Rows rows -> rows(query, page, document, table.get(), rows, register);
      };
    } catch (IllegalArgumentException e) {
      return failed(Troubles.sentence(e));
    }
  }

  private static Toolbox.Outcome failed(String why) {
    return new Toolbox.Outcome(new Observation.Failed("table_query_failed", why));
  }

  private static TableQuery question(Action.QueryTable query) {
    List<TableQuery.Aggregate> aggregates =
        query.aggregate().isBlank()
            ? List.of()
            : query.select().stream()
                .filter(column -> !column.equals(query.groupBy()))
                .map(column -> new TableQuery.Aggregate(function(query.aggregate()), column))
                .toList();
    if (!query.aggregate().isBlank() && aggregates.isEmpty()) {
      throw new IllegalArgumentException("select names no column to compute over");
    }
    return new TableQuery(
        aggregates.isEmpty() ? query.select() : List.of(),
        query.where().stream().map(TableAnswers::condition).toList(),
        query.groupBy().isBlank() || aggregates.isEmpty() ? List.of() : List.of(query.groupBy()),
        aggregates,
        ROWS);
  }

  private static TableQuery.Function function(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "sum", "total" -> TableQuery.Function.SUM;
      case "avg", "average", "mean" -> TableQuery.Function.AVERAGE;
      case "min" -> TableQuery.Function.MIN;
      case "max" -> TableQuery.Function.MAX;
      case "count" -> TableQuery.Function.COUNT;
      default ->
          throw new IllegalArgumentException(
              "aggregate must be sum, avg, min, max or count, not " + Wording.cut(word, 20));
    };
  }

  private static TableQuery.Condition condition(String text) {
    Matcher matcher = CONDITION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a condition looks like 'Segment = Grid', not '" + Wording.cut(text, 80) + "'");
    }
    return new TableQuery.Condition(
        plain(matcher.group(1)), operator(matcher.group(2)), plain(matcher.group(3)));
  }

  private static String plain(String text) {
    Matcher quoted = QUOTED.matcher(text);
    return quoted.matches() ? quoted.group(1) : text;
  }

  private static TableQuery.Operator operator(String sign) {
    return switch (sign) {
      case "=" -> TableQuery.Operator.EQUALS;
      case "!=", "<>", "≠" -> TableQuery.Operator.NOT_EQUALS;
      case "<" -> TableQuery.Operator.LESS;
      case "<=", "≤" -> TableQuery.Operator.AT_MOST;
      case ">" -> TableQuery.Operator.MORE;
      case ">=", "≥" -> TableQuery.Operator.AT_LEAST;
      default -> TableQuery.Operator.CONTAINS;
    };
  }

  private static Toolbox.Outcome rows(
      Action.QueryTable query,
      Page page,
      Document document,
      Table table,
      TableAnswer.Rows rows,
      EvidenceRegister register) {
    var lines = new ArrayList<String>();
    lines.add(String.join(" | ", rows.columns()));
    Set<Integer> proving = new LinkedHashSet<>();
    for (List<TableAnswer.Value> row : rows.rows()) {
      lines.add(
          String.join(
              " | ",
              row.stream()
                  .map(
                      value ->
                          value.cells().isEmpty()
                              ? value.text()
                              : value.text() + " (" + cells(value.cells()) + ")")
                  .toList()));
      row.forEach(value -> value.cells().forEach(cell -> rowOf(cell).ifPresent(proving::add)));
    }
    lines.addAll(rows.remarks());
    List<String> ids = new ArrayList<>();
    for (List<Table.Cell> row : table.rows()) {
      boolean proves =
          rowNumber(row.getFirst().address()).filter(proving::contains).isPresent()
              && ids.size() < EVIDENCE;
      if (proves) {
        ids.add(
            register.add(
                page,
                document,
                new Finding.Quote(
                    row.getFirst().start(),
                    row.getLast().end(),
                    Evidence.Polarity.SUPPORTS,
                    List.of(),
                    false)));
      }
    }
    return new Toolbox.Outcome(
        new Observation.Rows(page.id(), query.table(), lines, ids), register.added());
  }

  private static String cells(List<Locator> cells) {
    String shown = String.join(", ", cells.stream().limit(3).map(Locator::toString).toList());
    return cells.size() > 3 ? shown + ", …" : shown;
  }

  private static Optional<Integer> rowOf(Locator locator) {
    return switch (locator) {
      case Locator.Cells(_, var range) -> rowNumber(range);
      case Locator.Member(_, var inside) -> rowOf(inside);
      case Locator.Page _, Locator.Section _, Locator.Slide _, Locator.Line _ -> Optional.empty();
    };
  }

  private static Optional<Integer> rowNumber(String address) {
    Matcher matcher = ROW_NUMBER.matcher(address);
    return matcher.lookingAt() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
  }
}
