package io.deepsearch4j.documents;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.ooxml.POIXMLDocumentPart;
import org.apache.poi.util.XMLHelper;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/// The figures behind a chart, which its file keeps beside the drawing, as a table: one column per
/// series, one row per category.
final class ChartTable extends DefaultHandler {
  private static final int MOST_POINTS = 10_000;
  private static final int MOST_SERIES = 100;

  private final List<Series> series = new ArrayList<>();
  private final SortedMap<Integer, String> categories = new TreeMap<>();
  private final StringBuilder title = new StringBuilder();
  private final StringBuilder value = new StringBuilder();
  private Part part = Part.NONE;
  private int point;

  private enum Part {
    NONE,
    TITLE,
    NAME,
    CATEGORIES,
    VALUES
  }

  private static final class Series {
    private final StringBuilder name = new StringBuilder();
    private final SortedMap<Integer, String> values = new TreeMap<>();
  }

  /// Writes the figures of a chart, if it keeps any.
  static void write(POIXMLDocumentPart chart, String name, DocumentBuilder builder)
      throws IOException {
    var table = new ChartTable();
    try (InputStream xml = chart.getPackagePart().getInputStream()) {
      XMLReader reader = XMLHelper.newXMLReader();
      reader.setContentHandler(table);
      reader.parse(new InputSource(xml));
    } catch (SAXException | ParserConfigurationException broken) {
      builder.remark("The figures of " + name + " could not be read.");
      return;
    }
    table.writeTo(name, builder);
  }

  private void writeTo(String name, DocumentBuilder builder) {
    if (series.isEmpty()) {
      return;
    }
    var header = new ArrayList<String>(List.of(""));
    series.forEach(one -> header.add(one.name.toString()));
    var points = new TreeMap<Integer, List<String>>();
    categories.forEach((index, category) -> points.put(index, new ArrayList<>(List.of(category))));
    for (int i = 0; i < series.size(); i++) {
      int column = i + 1;
      series
          .get(i)
          .values
          .forEach(
              (index, shown) -> {
                List<String> row = points.computeIfAbsent(index, _ -> new ArrayList<>(List.of("")));
                while (row.size() < column) {
                  row.add("");
                }
                row.add(shown);
              });
    }
    String unitNote = UnitLines.in(title.toString());
    builder.table(
        name,
        title.toString(),
        unitNote,
        List.of(header),
        List.copyOf(points.values()),
        1,
        1,
        true);
  }

  @Override
  public void startElement(String uri, String local, String qualified, Attributes attributes) {
    switch (local) {
      case "title" -> part = series.isEmpty() && title.isEmpty() ? Part.TITLE : Part.NONE;
      case "ser" -> series.add(new Series());
      case "tx" -> part = series.isEmpty() || part == Part.TITLE ? part : Part.NAME;
      case "cat", "xVal" -> part = Part.CATEGORIES;
      case "val", "yVal" -> part = Part.VALUES;
      case "pt" -> point = index(attributes.getValue("idx"));
      default -> {}
    }
    value.setLength(0);
  }

  private static int index(@Nullable String text) {
    try {
      return text == null ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException hostile) {
      return 0;
    }
  }

  @Override
  public void characters(char[] text, int start, int length) {
    if (value.length() < 1_000) {
      value.append(text, start, length);
    }
  }

  @Override
  public void endElement(String uri, String local, String qualified) {
    switch (local) {
      case "t" -> {
        if (part == Part.TITLE) {
          title.append(value);
        }
      }
      case "v" -> keep();
      case "title", "tx", "cat", "xVal", "val", "yVal" -> part = inTitle(local);
      default -> {}
    }
    value.setLength(0);
  }

  // The title's text sits in an element of its own name inside of it.
  private Part inTitle(String ended) {
    return ended.equals("tx") && part == Part.TITLE ? Part.TITLE : Part.NONE;
  }

  private void keep() {
    if (series.isEmpty() || series.size() > MOST_SERIES || point > MOST_POINTS) {
      return;
    }
    switch (part) {
      case NAME -> series.getLast().name.append(value);
      case CATEGORIES -> categories.putIfAbsent(point, value.toString());
      case VALUES -> series.getLast().values.put(point, value.toString());
      case TITLE -> title.append(value);
      case NONE -> {}
    }
  }
}
