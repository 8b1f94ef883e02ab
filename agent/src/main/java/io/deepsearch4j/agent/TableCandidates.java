package io.deepsearch4j.agent;

import io.deepsearch4j.documents.Table;
import java.util.ArrayList;
import java.util.List;

/// Finds answers among the cells of tables. A cell's surroundings are its column's header and the
/// texts of its row, whichever of them holds the years; above it stand caption, unit note, table
/// name, and the headings of the document.
final class TableCandidates {
  private static final double ENOUGH = 0.2;
  private static final int MOST_CELLS = 200_000;

  private final Setting setting;
  private final List<Candidate> candidates = new ArrayList<>();
  private int cellsLeft = MOST_CELLS;
  private int cells;

  TableCandidates(Setting setting) {
    this.setting = setting;
  }

  List<Candidate> find() {
    for (Table table : setting.document().tables()) {
      search(table);
    }
    return candidates;
  }

  /// The share of all cells that were looked at.
  double coverage() {
    return cells == 0 ? 1 : Math.min(1, (double) (MOST_CELLS - cellsLeft) / cells);
  }

  private void search(Table table) {
    List<List<Table.Cell>> header = table.header();
    List<List<Table.Cell>> rows = table.rows();
    if (header.isEmpty() && rows.size() > 1 && looksLikeHeader(rows.getFirst())) {
      header = rows.subList(0, 1);
      rows = rows.subList(1, rows.size());
    }
    if (rows.isEmpty()) {
      return;
    }
    int width = rows.getFirst().size();
    cells += rows.size() * width;
    String title = table.name() + " \n " + table.caption() + " \n " + table.unitNote();
    Marks above =
        setting.fitting().marks(title).and(setting.above(rows.getFirst().getFirst().start()));
    var columns = new ArrayList<Column>();
    for (int c = 0; c < width; c++) {
      columns.add(column(header, c));
    }
    String group = "";
    for (List<Table.Cell> row : rows) {
      if (cellsLeft < width) {
        return;
      }
      cellsLeft -= width;
      if (isGroup(row)) {
        group = row.getFirst().text();
      } else {
        search(table, header, columns, row, group, above);
      }
    }
  }

  private record Column(String name, Marks marks) {}

  private Column column(List<List<Table.Cell>> header, int c) {
    var name = new StringBuilder();
    for (List<Table.Cell> row : header) {
      if (c < row.size() && name.indexOf(row.get(c).text()) < 0) {
        name.append(row.get(c).text()).append(' ');
      }
    }
    return new Column(name.toString().strip(), setting.fitting().marks(name.toString()));
  }

  private static boolean looksLikeHeader(List<Table.Cell> row) {
    return row.stream()
        .noneMatch(cell -> ValueSpans.isFigure(cell.text()) && !ValueSpans.isYear(cell.text()));
  }

  /// A row with a label and nothing else heads the rows below it.
  private static boolean isGroup(List<Table.Cell> row) {
    return row.size() > 1
        && !row.getFirst().text().isBlank()
        && row.stream()
            .skip(1)
            .allMatch(cell -> cell.text().isBlank() || cell.text().equals(row.getFirst().text()));
  }

  private void search(
      Table table,
      List<List<Table.Cell>> header,
      List<Column> columns,
      List<Table.Cell> row,
      String group,
      Marks above) {
    List<Marks> marks = row.stream().map(cell -> setting.fitting().marks(cell.text())).toList();
    Marks over = group.isEmpty() ? above : above.and(setting.fitting().marks(group));
    for (int c = 0; c < row.size(); c++) {
      Table.Cell cell = row.get(c);
      double form = form(cell.text(), columns.get(c).name());
      if (form == 0 || setting.asked().repeats(Folded.of(cell.text()))) {
        continue;
      }
      Marks beside = columns.get(c).marks();
      for (int other = 0; other < row.size(); other++) {
        if (other != c && !row.get(other).text().equals(cell.text())) {
          beside = beside.and(marks.get(other));
        }
      }
      Fitting.Fit fit = setting.fitting().fit(beside, over, setting.whole());
      double confidence =
          fit.confidence() * form * (0.7 + 0.3 * precision(columns.get(c).name(), row, c));
      if (confidence >= ENOUGH) {
        candidates.add(
            new Candidate(
                answer(cell, columns.get(c).name(), row, table),
                quotes(table, header, row),
                confidence,
                fit.missing()));
      }
    }
  }

  /// How well a cell's form suits the type of answer, from 0 to 1.
  private double form(String text, String column) {
    if (text.isBlank() || text.length() > 400) {
      return 0;
    }
    boolean figure = ValueSpans.isFigure(text);
    boolean year = ValueSpans.isYear(text);
    return switch (setting.asked().type()) {
      case NUMBER -> figure ? (year ? 0.6 : 1) : 0;
      case MONEY -> figure && !text.contains("%") ? (year ? 0.6 : 1) : 0;
      case PERCENT -> figure ? (text.contains("%") || column.contains("%") ? 1 : 0.7) : 0;
      case DATE -> ValueSpans.isDate(text) ? 1 : year ? 0.9 : 0;
      case YEAR -> year ? 1 : ValueSpans.isDate(text) ? 0.9 : 0;
      case PERSON -> figure ? 0 : wholly(NameSpans.persons(text), text) ? 1 : 0.8;
      case ORGANISATION, PLACE, TITLE -> figure || ValueSpans.isDate(text) ? 0 : 1;
      case TEXT -> 0.95;
    };
  }

  private static boolean wholly(List<Span> spans, String text) {
    return spans.stream().anyMatch(span -> span.end() - span.start() >= text.strip().length() - 2);
  }

  /// How exactly the row's label and the column's name are what was asked for.
  private double precision(String column, List<Table.Cell> row, int c) {
    double least = column.isBlank() ? 1 : setting.fitting().precision(column);
    for (int other = 0; other < row.size(); other++) {
      String text = row.get(other).text();
      if (other != c && !text.isBlank() && !ValueSpans.isFigure(text)) {
        return Math.min(least, setting.fitting().precision(text));
      }
    }
    return least;
  }

  private String answer(Table.Cell cell, String column, List<Table.Cell> row, Table table) {
    if (!setting.asked().type().isFigure()) {
      return cell.text();
    }
    return Units.with(
        cell.text(), List.of(column, row.getFirst().text(), table.unitNote(), table.caption()));
  }

  private List<Span> quotes(Table table, List<List<Table.Cell>> header, List<Table.Cell> row) {
    var quotes = new ArrayList<Span>();
    quotes.add(new Span(row.getFirst().start(), row.getLast().end()));
    if (!header.isEmpty()
        && header.getLast().getLast().end() > header.getFirst().getFirst().start()) {
      quotes.add(new Span(header.getFirst().getFirst().start(), header.getLast().getLast().end()));
    }
    if (!table.unitNote().isEmpty()) {
      int first = header.isEmpty() ? row.getFirst().start() : header.getFirst().getFirst().start();
      int note = setting.document().text().lastIndexOf(table.unitNote(), first);
      if (note >= 0 && first - note < 2_000) {
        quotes.add(new Span(note, note + table.unitNote().length()));
      }
    }
    return quotes;
  }
}
