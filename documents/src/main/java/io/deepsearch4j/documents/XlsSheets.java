package io.deepsearch4j.documents;

import java.util.ArrayList;
import java.util.List;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;

/// The sheets of an old binary workbook, which can only be loaded whole.
final class XlsSheets {
  private final HSSFWorkbook workbook;
  private final int maxCells;

  XlsSheets(HSSFWorkbook workbook, int maxCells) {
    this.workbook = workbook;
    this.maxCells = maxCells;
  }

  List<SheetCells> read() {
    var shown = new ShownValues(workbook.getInternalWorkbook().isUsing1904DateWindowing());
    var sheets = new ArrayList<SheetCells>();
    int count = 0;
    for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
      HSSFSheet sheet = workbook.getSheetAt(i);
      boolean visible = !workbook.isSheetHidden(i) && !workbook.isSheetVeryHidden(i);
      var cells = new SheetCells(sheet.getSheetName(), visible);
      for (Row row : sheet) {
        for (Cell cell : row) {
          // One more than allowed is kept, so that whoever writes the tables notices the excess.
          if (count++ <= maxCells) {
            put(cell, shown, cells);
          }
        }
      }
      sheet.getMergedRegions().forEach(cells::merge);
      sheets.add(cells);
    }
    return sheets;
  }

  private static String text(Cell cell, ShownValues shown) {
    CellType type =
        cell.getCellType() == CellType.FORMULA
            ? cell.getCachedFormulaResultType()
            : cell.getCellType();
    if (type != CellType.NUMERIC) {
      return shown.formatCellValue(cell);
    }
    CellStyle style = cell.getCellStyle();
    return shown.formatRawCellContents(
        cell.getNumericCellValue(), style.getDataFormat(), style.getDataFormatString());
  }

  private static void put(Cell cell, ShownValues shown, SheetCells cells) {
    int row = cell.getRowIndex() + 1;
    int column = cell.getColumnIndex() + 1;
    cells.put(row, column, text(cell, shown));
    if (cell.getHyperlink() != null && cell.getHyperlink().getAddress() != null) {
      cells.link(row, column, cell.getHyperlink().getAddress());
    }
    if (cell.getCellComment() != null) {
      cells.note(row, column, cell.getCellComment().getString().getString());
    }
  }
}
