package io.deepsearch4j.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import org.apache.poi.common.usermodel.HyperlinkType;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkbookReaderTest {

  enum Format {
    XLSX {
      @Override
      Workbook create() {
        return new XSSFWorkbook();
      }
    },
    XLS {
      @Override
      Workbook create() {
        return new HSSFWorkbook();
      }
    };

    abstract Workbook create();
  }

  @ParameterizedTest
  @EnumSource
  void readsCaptionUnitsAndAMergedHeaderOfTwoRows(Format format) {
    byte[] file = workbook(format, WorkbookReaderTest::segments);

    Document document = FileReads.document(file);

    Table table = document.tables().getFirst();
    assertThat(table.name()).isEqualTo("Segments");
    assertThat(table.caption()).isEqualTo("Revenue by segment");
    assertThat(table.unitNote()).isEqualTo("in millions of euros");
    assertThat(table.header()).hasSize(2);
    assertThat(table.columnName(2)).isEqualTo("Actual 2023");
    assertThat(FileReads.cellText(document, "Segments!C7")).isEqualTo("1,310");
    assertThat(FileReads.cellText(document, "Segments!D7")).isEqualTo("9.2%");
    assertThat(FileReads.cellText(document, "Segments!A7")).isEqualTo("North");
  }

  private static void segments(Workbook workbook) {
    Sheet sheet = workbook.createSheet("Segments");
    row(sheet, 0, "Revenue by segment");
    row(sheet, 1, "(in millions of euros)");
    row(sheet, 3, "Segment", "Actual", "", "Change");
    row(sheet, 4, "", "2022", "2023", "");
    sheet.addMergedRegion(CellRangeAddress.valueOf("B4:C4"));
    sheet.addMergedRegion(CellRangeAddress.valueOf("A4:A5"));
    sheet.addMergedRegion(CellRangeAddress.valueOf("D4:D5"));
    CellStyle percent = style(workbook, "0.0%");
    CellStyle thousands = style(workbook, "#,##0");
    String[] names = {"South", "North", "East"};
    for (int i = 0; i < 3; i++) {
      Row row = sheet.createRow(5 + i);
      row.createCell(0).setCellValue(names[i]);
      number(row, 1, 1200 + i, thousands);
      number(row, 2, 1309 + i, thousands);
      number(row, 3, 0.092, percent);
    }
  }

  @ParameterizedTest
  @EnumSource
  void showsCachedFormulaValuesAndDatesAsAPersonWouldQuoteThem(Format format) {
    byte[] file =
        workbook(
            format,
            workbook -> {
              Sheet sheet = workbook.createSheet("Data");
              row(sheet, 0, "Day", "Month", "Price", "Sum");
              Row row = sheet.createRow(1);
              dated(row, 0, style(workbook, "m/d/yy"));
              dated(row, 1, style(workbook, "mmm yyyy"));
              number(row, 2, 12.5, style(workbook, "\"€\"#,##0.00"));
              Cell formula = row.createCell(3);
              formula.setCellFormula("C2*2");
              // What was last computed, although it is not what the formula gives.
              formula.setCellValue(77.0);
            });

    Document document = FileReads.document(file);

    assertThat(FileReads.cellText(document, "Data!A2")).isEqualTo("2024-01-05");
    assertThat(FileReads.cellText(document, "Data!B2")).isEqualTo("Jan 2024");
    assertThat(FileReads.cellText(document, "Data!C2")).isEqualTo("€12.50");
    assertThat(FileReads.cellText(document, "Data!D2")).isEqualTo("77");
  }

  @ParameterizedTest
  @EnumSource
  void readsHiddenSheetsAndSaysThatTheyAreHidden(Format format) {
    byte[] file =
        workbook(
            format,
            workbook -> {
              row(workbook.createSheet("Open"), 0, "seen", "1");
              Sheet hidden = workbook.createSheet("Notes");
              row(hidden, 0, "Item", "Secret");
              row(hidden, 1, "margin", "14");
              workbook.setSheetHidden(1, true);
            });

    Document document = FileReads.document(file);

    assertThat(document.remarks()).containsExactly("The sheet “Notes” is hidden in the workbook.");
    int at = document.text().indexOf("margin | 14");
    assertThat(at).isPositive();
    assertThat(document.blocks())
        .filteredOn(block -> block.start() <= at && at < block.end())
        .singleElement()
        .matches(block -> !block.visible());
  }

  @ParameterizedTest
  @EnumSource
  void partsTablesAtBlankRowsAndKeepsTheirAddresses(Format format) {
    byte[] file =
        workbook(
            format,
            workbook -> {
              Sheet sheet = workbook.createSheet("Two");
              row(sheet, 0, "Name", "Amount");
              row(sheet, 1, "a", "1");
              row(sheet, 2, "b", "2");
              row(sheet, 5, "", "", "City", "People", "Area");
              row(sheet, 6, "", "", "Ulm", "130", "118");
            });

    Document document = FileReads.document(file);

    assertThat(document.tables()).hasSize(2);
    assertThat(FileReads.cellText(document, "Two!B3")).isEqualTo("2");
    assertThat(FileReads.cellText(document, "Two!D7")).isEqualTo("130");
    assertThat(document.tables().get(1).columnName(1)).isEqualTo("People");
  }

  @ParameterizedTest
  @EnumSource
  void findsHyperlinks(Format format) {
    byte[] file =
        workbook(
            format,
            workbook -> {
              Sheet sheet = workbook.createSheet("Links");
              row(sheet, 0, "Report", "Year");
              row(sheet, 1, "Full text", "2021");
              var link = workbook.getCreationHelper().createHyperlink(HyperlinkType.URL);
              link.setAddress("https://other.example/full.pdf");
              sheet.getRow(1).getCell(0).setHyperlink(link);
            });

    Document document = FileReads.document(file);

    assertThat(document.links()).hasSize(1);
    assertThat(document.links().getFirst().url()).hasToString("https://other.example/full.pdf");
    assertThat(document.links().getFirst().anchor()).isEqualTo("Full text");
  }

  @Test
  void stopsAtTheMostCellsAndSaysSo() {
    var d = DocumentsConfig.DEFAULT;
    var config =
        new DocumentsConfig(
            d.maxBytes(),
            d.maxPages(),
            100,
            d.maxRatio(),
            d.maxDepth(),
            d.timeout(),
            d.workerMemoryMb());
    byte[] file = large(1_000, 5);

    Document document = FileReads.document(FileReads.reading(file, config));

    assertThat(document.tables().getFirst().rows().size()).isBetween(10, 20);
    assertThat(document.remarks()).singleElement().asString().contains("documents.max-cells");
  }

  @Test
  void readsALargeSheetToItsEnd() {
    byte[] file = large(20_000, 6);

    Document document = FileReads.document(file);

    assertThat(FileReads.cellText(document, "Large!F20000")).isEqualTo("119999");
  }

  @Test
  void survivesASparseSheetWhoseCellsLieAtItsCorners() {
    byte[] file =
        workbook(
            Format.XLSX,
            workbook -> {
              Sheet sheet = workbook.createSheet("Sparse");
              sheet.createRow(0).createCell(0).setCellValue("first");
              for (int i = 0; i < 2_000; i++) {
                Row row = sheet.createRow(1_040_000 + i);
                row.createCell(0).setCellValue(i);
                row.createCell(16_383).setCellValue(i);
              }
              sheet.addMergedRegion(CellRangeAddress.valueOf("B1:XFD100000"));
            });

    Document document = FileReads.document(file);

    assertThat(FileReads.cellText(document, "Sparse!XFD1042000")).isEqualTo("1999");
  }

  private static byte[] large(int rows, int columns) {
    var out = new ByteArrayOutputStream();
    try (var workbook = new SXSSFWorkbook(100)) {
      Sheet sheet = workbook.createSheet("Large");
      for (int r = 0; r < rows; r++) {
        Row row = sheet.createRow(r);
        for (int c = 0; c < columns; c++) {
          row.createCell(c).setCellValue((double) r * columns + c);
        }
      }
      workbook.write(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private interface Filling {
    void fill(Workbook workbook);
  }

  private static byte[] workbook(Format format, Filling filling) {
    var out = new ByteArrayOutputStream();
    try (Workbook workbook = format.create()) {
      filling.fill(workbook);
      workbook.write(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static void row(Sheet sheet, int index, String... values) {
    Row row = sheet.createRow(index);
    for (int i = 0; i < values.length; i++) {
      if (values[i].matches("\\d+")) {
        row.createCell(i).setCellValue(Integer.parseInt(values[i]));
      } else if (!values[i].isEmpty()) {
        row.createCell(i).setCellValue(values[i]);
      }
    }
  }

  private static CellStyle style(Workbook workbook, String format) {
    CellStyle style = workbook.createCellStyle();
    style.setDataFormat(workbook.createDataFormat().getFormat(format));
    return style;
  }

  private static void number(Row row, int column, double value, CellStyle style) {
    row.createCell(column).setCellValue(value);
    row.getCell(column).setCellStyle(style);
  }

  private static void dated(Row row, int column, CellStyle style) {
    row.createCell(column).setCellValue(LocalDate.of(2024, 1, 5));
    row.getCell(column).setCellStyle(style);
  }
}
