package io.deepsearch4j.practice;

import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/// Writes one sheet as reports do: a title, a note on the unit, a merged header over the years, the
/// rows, and a total that is a formula.
final class SheetWriter {
  /// The row of the first figure, from 0.
  static final int FIRST_ROW = 4;

  private final XSSFSheet sheet;
  private final CellStyle numbers;
  private int next = FIRST_ROW;

  SheetWriter(XSSFWorkbook workbook, String name, String format) {
    sheet = workbook.createSheet(name);
    numbers = workbook.createCellStyle();
    numbers.setDataFormat(workbook.createDataFormat().getFormat(format));
  }

  /// The address of a figure: `C7`.
  static String address(int row, int column) {
    return CellReference.convertNumToColString(column + 1) + (FIRST_ROW + row + 1);
  }

  void head(String title, String unitNote, String first, String over, List<Integer> years) {
    sheet.createRow(0).createCell(0).setCellValue(title);
    sheet.createRow(1).createCell(0).setCellValue(unitNote);
    sheet.createRow(2).createCell(1).setCellValue(over);
    Row header = sheet.createRow(3);
    header.createCell(0).setCellValue(first);
    for (int i = 0; i < years.size(); i++) {
      header.createCell(i + 1).setCellValue(years.get(i).toString());
    }
    if (years.size() > 1) {
      sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, years.size()));
      sheet.addMergedRegion(new CellRangeAddress(2, 2, 1, years.size()));
    }
  }

  void row(String label, List<String> values) {
    Row row = sheet.createRow(next++);
    row.createCell(0).setCellValue(label);
    for (int i = 0; i < values.size(); i++) {
      Cell cell = row.createCell(i + 1);
      cell.setCellValue(Double.parseDouble(values.get(i)));
      cell.setCellStyle(numbers);
    }
  }

  /// The sum of all rows so far, as formulas that carry their result.
  void total(String label, int columns) {
    Row row = sheet.createRow(next);
    row.createCell(0).setCellValue(label);
    var evaluator = sheet.getWorkbook().getCreationHelper().createFormulaEvaluator();
    for (int column = 1; column <= columns; column++) {
      String letter = CellReference.convertNumToColString(column);
      Cell cell = row.createCell(column);
      cell.setCellFormula("SUM(" + letter + (FIRST_ROW + 1) + ":" + letter + next + ")");
      cell.setCellStyle(numbers);
      evaluator.evaluateFormulaCell(cell);
    }
    next++;
  }
}
