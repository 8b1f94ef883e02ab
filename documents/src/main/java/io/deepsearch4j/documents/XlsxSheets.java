package io.deepsearch4j.documents;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler.SheetContentsHandler;
import org.apache.poi.xssf.model.SharedStrings;
import org.apache.poi.xssf.model.StylesTable;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/// The sheets of an XLSX workbook, parsed as a stream so that memory follows the cells kept and not
/// the size of the XML.
final class XlsxSheets {
  private static final int MOST_MERGED = 100_000;
  private static final int MOST_SHEETS = 1_000;

  private final OPCPackage file;
  private final int maxCells;
  private int count;

  XlsxSheets(OPCPackage file, int maxCells) {
    this.file = file;
    this.maxCells = maxCells;
  }

  List<SheetCells> read() throws IOException, OpenXML4JException {
    var reader = new XSSFReader(file);
    var workbook = new WorkbookPart();
    try (InputStream part = reader.getWorkbookData()) {
      parse(part, workbook);
    }
    StylesTable styles = reader.getStylesTable();
    SharedStrings strings = reader.getSharedStringsTable();
    var shown = new ShownValues(workbook.from1904);
    var sheets = new ArrayList<SheetCells>();
    XSSFReader.SheetIterator parts = reader.getSheetIterator();
    while (parts.hasNext() && sheets.size() < MOST_SHEETS) {
      try (InputStream part = parts.next()) {
        String name = parts.getSheetName();
        var cells = new SheetCells(name, workbook.visible.getOrDefault(name, true));
        var contents = new Contents(cells);
        var values =
            new XSSFSheetXMLHandler(
                styles, parts.getSheetComments(), strings, contents, shown, false);
        parse(part, new SheetPart(values, cells, parts.getSheetPart()));
        sheets.add(cells);
      }
    }
    return sheets;
  }

  private static void parse(InputStream part, ContentHandler handler) throws IOException {
    try {
      XMLReader xml = XMLHelper.newXMLReader();
      xml.setContentHandler(handler);
      xml.parse(new InputSource(part));
    } catch (SAXException | ParserConfigurationException broken) {
      throw new IOException(broken);
    }
  }

  /// Takes the values of cells as the parser formats them.
  private final class Contents implements SheetContentsHandler {
    private final SheetCells cells;

    Contents(SheetCells cells) {
      this.cells = cells;
    }

    @Override
    public void startRow(int row) {}

    @Override
    public void endRow(int row) {}

    @Override
    public void cell(String reference, String shown, XSSFComment comment) {
      // One more than allowed is kept, so that whoever writes the tables notices the excess.
      if (reference == null || count++ > maxCells) {
        return;
      }
      var address = new CellAddress(reference);
      int row = address.getRow() + 1;
      int column = address.getColumn() + 1;
      if (shown != null) {
        cells.put(row, column, shown);
      }
      if (comment != null && comment.getString() != null) {
        cells.note(row, column, comment.getString().getString());
      }
    }
  }

  /// Reads which sheets are hidden, and where the calendar starts.
  private static final class WorkbookPart extends DefaultHandler {
    private final Map<String, Boolean> visible = new HashMap<>();
    private boolean from1904;

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes) {
      if (local.equals("sheet") && attributes.getValue("name") != null) {
        String state = attributes.getValue("state");
        visible.put(attributes.getValue("name"), state == null || state.equals("visible"));
      }
      if (local.equals("workbookPr")) {
        String date1904 = attributes.getValue("date1904");
        from1904 = "1".equals(date1904) || "true".equals(date1904);
      }
    }
  }

  /// Passes a sheet's XML on to POI's handler of values, and picks merged cells and links itself.
  private static final class SheetPart extends DefaultHandler {
    private final XSSFSheetXMLHandler values;
    private final SheetCells cells;
    private final PackagePart part;
    private int merged;

    SheetPart(XSSFSheetXMLHandler values, SheetCells cells, PackagePart part) {
      this.values = values;
      this.cells = cells;
      this.part = part;
    }

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes)
        throws SAXException {
      values.startElement(uri, local, qualified, attributes);
      String range = attributes.getValue("ref");
      if (range == null) {
        return;
      }
      if (local.equals("mergeCell") && merged++ < MOST_MERGED) {
        cells.merge(CellRangeAddress.valueOf(range));
      }
      if (local.equals("hyperlink")) {
        link(CellRangeAddress.valueOf(range), attributes);
      }
    }

    private void link(CellRangeAddress range, Attributes attributes) {
      String id =
          attributes.getValue(
              "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "id");
      PackageRelationship relation = id == null ? null : part.getRelationship(id);
      if (relation != null) {
        cells.link(
            range.getFirstRow() + 1,
            range.getFirstColumn() + 1,
            relation.getTargetURI().toString());
      }
    }

    @Override
    public void endElement(String uri, String local, String qualified) throws SAXException {
      values.endElement(uri, local, qualified);
    }

    @Override
    public void characters(char[] text, int start, int length) throws SAXException {
      values.characters(text, start, length);
    }
  }
}
