package io.deepsearch4j.documents;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.pdfbox.pdmodel.PDDocument;
import technology.tabula.ObjectExtractor;
import technology.tabula.Page;
import technology.tabula.RectangularTextContainer;
import technology.tabula.extractors.SpreadsheetExtractionAlgorithm;

/// Finds tables drawn with ruling lines, by tabula.
final class PdfTables {
  // Charts and maps are drawn with thousands of lines, and the search for cells is quadratic.
  private static final int MOST_RULINGS = 1_500;
  private static final float SAME_EDGE = 3;
  private static final double FEWEST_FILLED = 0.3;

  private final PDDocument document;

  PdfTables(PDDocument document) {
    this.document = document;
  }

  List<PdfTable> ruled(int page) throws IOException {
    // Closing the extractor would close the document.
    Page extracted = new ObjectExtractor(document).extract(page);
    int rulings = extracted.getRulings().size();
    var tables = new ArrayList<PdfTable>();
    if (rulings < 4 || rulings > MOST_RULINGS) {
      return tables;
    }
    for (technology.tabula.Table found : new SpreadsheetExtractionAlgorithm().extract(extracted)) {
      PdfTable table = table(found);
      if (isTable(table) && tables.stream().noneMatch(other -> overlaps(other, table))) {
        tables.add(table);
      }
    }
    return tables;
  }

  // Tabula's own signature is raw.
  @SuppressWarnings({"rawtypes", "unchecked"})
  private static List<List<RectangularTextContainer<?>>> rows(technology.tabula.Table found) {
    return (List) found.getRows();
  }

  private static PdfTable table(technology.tabula.Table found) {
    var cells = new ArrayList<RectangularTextContainer<?>>();
    for (List<RectangularTextContainer<?>> row : rows(found)) {
      for (RectangularTextContainer<?> cell : row) {
        if (cell.getWidth() > 0 && cell.getHeight() > 0) {
          cells.add(cell);
        }
      }
    }
    List<Float> columns = edges(cells.stream().map(RectangularTextContainer::getLeft).toList());
    List<Float> lines = edges(cells.stream().map(RectangularTextContainer::getTop).toList());
    var rows = new ArrayList<List<String>>();
    for (float top : lines) {
      var row = new ArrayList<String>();
      for (float left : columns) {
        row.add(at(cells, left + SAME_EDGE, top + SAME_EDGE));
      }
      if (row.stream().anyMatch(cell -> !cell.isEmpty())) {
        rows.add(row);
      }
    }
    return new PdfTable(
        found.getLeft(), found.getTop(), found.getRight(), found.getBottom(), columns, rows);
  }

  private static List<Float> edges(List<Float> values) {
    var edges = new ArrayList<Float>();
    for (float value : new TreeSet<>(values)) {
      if (edges.isEmpty() || value > edges.getLast() + SAME_EDGE) {
        edges.add(value);
      }
    }
    return edges;
  }

  private static String at(List<RectangularTextContainer<?>> cells, float x, float y) {
    for (RectangularTextContainer<?> cell : cells) {
      if (x >= cell.getLeft()
          && x <= cell.getRight()
          && y >= cell.getTop()
          && y <= cell.getBottom()) {
        return DocumentBuilder.clean(cell.getText());
      }
    }
    return "";
  }

  // A frame around a text and a ruled form without words are no tables.
  private static boolean isTable(PdfTable table) {
    int filled = 0;
    int all = 0;
    for (List<String> row : table.rows()) {
      for (String cell : row) {
        all++;
        filled += cell.isEmpty() ? 0 : 1;
      }
    }
    return table.rows().size() >= 2
        && table.edges().size() >= 2
        && filled >= Math.max(3, FEWEST_FILLED * all);
  }

  private static boolean overlaps(PdfTable one, PdfTable other) {
    return one.left() < other.right()
        && other.left() < one.right()
        && one.top() < other.bottom()
        && other.top() < one.bottom();
  }
}
