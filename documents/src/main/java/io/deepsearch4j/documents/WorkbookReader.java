package io.deepsearch4j.documents;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;

/// Reads workbooks (XLSX as a stream, XLS whole): every sheet, hidden ones marked; formulas by the
/// value last computed, never evaluated; cells at their original addresses.
final class WorkbookReader {
  private final DocumentsConfig config;

  WorkbookReader(DocumentsConfig config) {
    this.config = config;
  }

  Reading read(BinaryType type, Source source) throws IOException {
    var builder = new DocumentBuilder(type.mediaType());
    if (type == BinaryType.XLS) {
      try (var workbook = new HSSFWorkbook(new ByteArrayInputStream(source.bytes()))) {
        OfficeProperties.apply(workbook, builder);
        write(new XlsSheets(workbook, config.maxCells()).read(), builder, source);
      }
    } else {
      try (OPCPackage file = OPCPackage.open(new ByteArrayInputStream(source.bytes()))) {
        OfficeProperties.apply(new POIXMLProperties(file), builder);
        var sheets = new XlsxSheets(file, config.maxCells());
        write(sheets.read(), builder, source);
      } catch (OpenXML4JException | org.apache.xmlbeans.XmlException broken) {
        throw new IOException(broken);
      }
    }
    return new Reading.Read(builder.build());
  }

  private void write(List<SheetCells> sheets, DocumentBuilder builder, Source source) {
    int cellsLeft = config.maxCells();
    for (SheetCells sheet : sheets) {
      if (!sheet.visible()) {
        builder.remark("The sheet “" + sheet.name() + "” is hidden in the workbook.");
      }
      boolean complete = sheet.expandMerged(cellsLeft);
      var start = new Locator.Cells(sheet.name(), "A1");
      if (!sheet.rows().isEmpty() && sheet.visible()) {
        builder.heading(1, sheet.name(), start);
      }
      int sheetStart = builder.position();
      if (cellsLeft > 0) {
        cellsLeft = new SheetTables(sheet, builder, cellsLeft).write();
      }
      if (cellsLeft < 0 || !complete) {
        builder.remark(
            "The workbook has more than %d cells (documents.max-cells); the rest was left out."
                .formatted(config.maxCells()));
      }
      for (String note : sheet.notes()) {
        builder.block(Block.Kind.NOTE, note, start);
      }
      links(sheet, builder, source, sheetStart);
    }
  }

  private static void links(
      SheetCells sheet, DocumentBuilder builder, Source source, int position) {
    for (SheetCells.Target target : sheet.links()) {
      String shown = sheet.at(target.row(), target.column());
      String context =
          sheet.name() + "!" + DocumentBuilder.address(target.column(), target.row()) + " " + shown;
      FileLinks.resolve(source.url(), target.url())
          .ifPresent(url -> builder.link(url, shown, context, "", FileLinks.kind(url), position));
    }
  }
}
