package io.deepsearch4j.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/// Divides a sheet into tables and writes them: blank rows part tables, so do two blank columns;
/// lines of text above a table become its caption and unit note.
final class SheetTables {
  private static final int PARTING_COLUMNS = 2;
  private static final int CAPTION_REACH = 3;

  private final SheetCells sheet;
  private final DocumentBuilder builder;
  private int cellsLeft;

  /// A rectangle of the sheet; all four bounds count from 1 and are included.
  private record Area(int top, int bottom, int left, int right) {
    int width() {
      return right - left + 1;
    }

    int height() {
      return bottom - top + 1;
    }
  }

  SheetTables(SheetCells sheet, DocumentBuilder builder, int cellsLeft) {
    this.sheet = sheet;
    this.builder = builder;
    this.cellsLeft = cellsLeft;
  }

  /// Writes all tables of the sheet.
  ///
  /// @return how many cells may still be written; below 0 when some were left out
  int write() {
    List<Area> areas = joined(areas());
    List<Area> waiting = new ArrayList<>();
    for (Area area : areas) {
      if (area.width() == 1 && area.height() <= CAPTION_REACH && isText(area)) {
        waiting.add(area);
        continue;
      }
      writeTable(area, captionsFor(area, waiting));
      if (cellsLeft < 0) {
        return cellsLeft;
      }
    }
    waiting.forEach(this::writeText);
    return cellsLeft;
  }

  private List<Area> areas() {
    var areas = new ArrayList<Area>();
    int top = 0;
    int previous = 0;
    for (int row : sheet.rows().keySet()) {
      if (top != 0 && row > previous + 1) {
        addColumns(areas, top, previous);
        top = row;
      }
      top = top == 0 ? row : top;
      previous = row;
    }
    if (top != 0) {
      addColumns(areas, top, previous);
    }
    return areas;
  }

  private void addColumns(List<Area> areas, int top, int bottom) {
    var columns = new TreeSet<Integer>();
    for (SortedMap<Integer, String> row : sheet.rows().subMap(top, bottom + 1).values()) {
      columns.addAll(row.keySet());
    }
    int left = columns.first();
    int previous = left;
    for (int column : columns) {
      if (column > previous + PARTING_COLUMNS) {
        areas.add(trimmed(top, bottom, left, previous));
        left = column;
      }
      previous = column;
    }
    areas.add(trimmed(top, bottom, left, previous));
  }

  private Area trimmed(int top, int bottom, int left, int right) {
    int first = top;
    int last = bottom;
    while (first < last && isBlank(first, left, right)) {
      first++;
    }
    while (last > first && isBlank(last, left, right)) {
      last--;
    }
    return new Area(first, last, left, right);
  }

  private boolean isBlank(int row, int left, int right) {
    SortedMap<Integer, String> cells = sheet.rows().get(row);
    return cells == null || cells.subMap(left, right + 1).isEmpty();
  }

  // A block of rows without a header of its own, one blank row below a table of the same columns,
  // is that table going on.
  private List<Area> joined(List<Area> areas) {
    var joined = new ArrayList<Area>();
    for (Area area : areas) {
      Area above = joined.isEmpty() ? area : joined.getLast();
      boolean goesOn =
          !joined.isEmpty()
              && area.top() == above.bottom() + 2
              && above.height() > 1
              && area.left() == above.left()
              && area.right() == above.right()
              && area.width() > 1
              && GridShape.of(grid(above)).headerRows() > 0
              && goesOnWithFigures(area);
      if (goesOn) {
        joined.removeLast();
        joined.add(new Area(above.top(), area.bottom(), above.left(), above.right()));
      } else {
        joined.add(area);
      }
    }
    return joined;
  }

  private boolean goesOnWithFigures(Area area) {
    int figures = 0;
    for (int column = area.left() + 1; column <= area.right(); column++) {
      figures += GridShape.isTyped(sheet.at(area.top(), column)) ? 1 : 0;
    }
    return 2 * figures >= area.width() - 1;
  }

  private boolean isText(Area area) {
    for (int row = area.top(); row <= area.bottom(); row++) {
      if (GridShape.isTyped(sheet.at(row, area.left()))) {
        return false;
      }
    }
    return true;
  }

  // Text that stands right above the table is its caption; all other text is written before it.
  private List<String> captionsFor(Area table, List<Area> waiting) {
    var captions = new ArrayList<String>();
    int reach = table.top();
    for (Area text : waiting.reversed()) {
      boolean above = text.bottom() < reach && text.bottom() >= reach - CAPTION_REACH;
      if (above && text.left() >= table.left() - 1 && text.left() <= table.right()) {
        for (int row = text.bottom(); row >= text.top(); row--) {
          captions.addFirst(sheet.at(row, text.left()));
        }
        reach = text.top();
      } else {
        break;
      }
    }
    int used = 0;
    for (int lines = captions.size(); lines > 0; used++) {
      lines -= waiting.get(waiting.size() - 1 - used).height();
    }
    waiting.subList(0, waiting.size() - used).forEach(this::writeText);
    waiting.clear();
    return captions;
  }

  private void writeText(Area area) {
    for (int row = area.top(); row <= area.bottom(); row++) {
      String text = sheet.at(row, area.left());
      var locator = new Locator.Cells(sheet.name(), DocumentBuilder.address(area.left(), row));
      if (sheet.visible()) {
        builder.block(Block.Kind.PARAGRAPH, text, locator);
      } else {
        builder.hiddenBlock(Block.Kind.PARAGRAPH, text, locator);
      }
    }
  }

  private void writeTable(Area area, List<String> captions) {
    long size = (long) area.width() * area.height();
    int rows = Math.min(area.height(), cellsLeft / area.width());
    cellsLeft = size > cellsLeft ? -1 : cellsLeft - (int) size;
    if (rows == 0) {
      return;
    }
    List<List<String>> grid =
        grid(new Area(area.top(), area.top() + rows - 1, area.left(), area.right()));
    GridShape shape = GridShape.of(grid);
    String unitNote = shape.unitNote();
    var caption = new StringBuilder();
    for (String line : captions) {
      String note = UnitLines.in(line);
      unitNote = note.isEmpty() ? unitNote : note;
      if (!UnitLines.isOnlyNote(line)) {
        caption.append(caption.isEmpty() ? "" : " – ").append(line);
      }
    }
    if (!shape.caption().isEmpty()) {
      caption.append(caption.isEmpty() ? "" : " – ").append(shape.caption());
    }
    int body = shape.bodyStart() + shape.headerRows();
    builder.table(
        sheet.name(),
        caption.toString(),
        unitNote,
        grid.subList(shape.bodyStart(), body),
        grid.subList(body, grid.size()),
        area.top() + shape.bodyStart(),
        area.left(),
        sheet.visible());
  }

  private List<List<String>> grid(Area area) {
    var grid = new ArrayList<List<String>>(area.height());
    for (int row = area.top(); row <= area.bottom(); row++) {
      var cells = new ArrayList<String>(area.width());
      for (int column = area.left(); column <= area.right(); column++) {
        cells.add(sheet.at(row, column));
      }
      grid.add(cells);
    }
    return grid;
  }
}
