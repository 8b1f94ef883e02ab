package io.deepsearch4j.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/// Turns a page's tables into [Table]s: merged cells spread out, header rows told from data rows,
/// caption and unit note found.
final class HtmlTables {
  private static final int MAX_SPAN = 1_000;
  private static final int REPEATED_TEXT = 200;
  private static final int CONTEXT = 120;

  /// A link in a cell, with its place in the document.
  record CellLink(Element element, String anchor, String context, int start) {}

  private record LinkInCell(Element element, String anchor, int at) {}

  private record CellText(String text, List<LinkInCell> links, boolean isHeader) {}

  private final DocumentBuilder builder;
  private final int maxCells;
  private int number;

  HtmlTables(DocumentBuilder builder, int maxCells) {
    this.builder = builder;
    this.maxCells = maxCells;
  }

  /// Whether a table holds data; the others only arrange the page.
  static boolean isData(Element table) {
    if (table.attr("role").equals("presentation") || table.attr("role").equals("none")) {
      return false;
    }
    if (table.selectFirst("table table, form, h1, h2") != null) {
      return false;
    }
    List<Element> rows = rows(table);
    if (table.selectFirst("th, caption") != null) {
      return rows.size() >= 1;
    }
    long wide = rows.stream().filter(row -> cells(row).size() >= 2).count();
    if (rows.size() < 2 || wide < 2) {
      return false;
    }
    long cells = rows.stream().mapToLong(row -> cells(row).size()).sum();
    return table.text().length() / Math.max(1, cells) < 300;
  }

  /// Adds a table; answers the links in it.
  ///
  /// @param before the block that stands before it, which may hold the unit note
  List<CellLink> add(Element table, String before, String heading, boolean visible) {
    List<List<Optional<CellText>>> grid = grid(table);
    String caption = "";
    Element own = table.selectFirst("caption");
    if (own != null) {
      caption = DocumentBuilder.clean(own.text());
    }
    int leading = 0;
    var notes = new ArrayList<String>();
    while (leading < grid.size() - 1 && onlyText(grid.get(leading)).isPresent()) {
      String line = onlyText(grid.get(leading)).get();
      if (!UnitNotes.isOnlyNote(line) && !caption.isEmpty()) {
        break;
      }
      if (UnitNotes.isOnlyNote(line)) {
        notes.add(line);
      } else {
        caption = line;
      }
      leading++;
    }
    List<List<Optional<CellText>>> kept = grid.subList(leading, grid.size());
    int headerRows = headerRows(table, kept, leading);
    String corner =
        kept.isEmpty() || headerRows == 0 || kept.getFirst().isEmpty()
            ? ""
            : text(kept.getFirst().getFirst());
    String unitNote =
        UnitNotes.firstOf(String.join(" ", notes), caption, corner, nearby(before)).orElse("");
    if (kept.stream().flatMap(List::stream).allMatch(cell -> text(cell).isEmpty())) {
      return List.of();
    }
    number++;
    builder.table(
        "table " + number,
        caption,
        unitNote,
        texts(kept.subList(0, headerRows)),
        texts(kept.subList(headerRows, kept.size())),
        leading + 1,
        1,
        visible);
    return links(kept, headerRows, builder.lastTable().orElseThrow(), heading);
  }

  /// A unit note is looked for beside the table only in a short line, not in prose.
  private static String nearby(String before) {
    return before.length() <= 160 ? before : "";
  }

  private static List<Element> rows(Element table) {
    var rows = new ArrayList<Element>();
    for (Element child : table.children()) {
      if (child.nameIs("tr")) {
        rows.add(child);
      } else if (child.nameIs("thead") || child.nameIs("tbody") || child.nameIs("tfoot")) {
        child.children().stream().filter(row -> row.nameIs("tr")).forEach(rows::add);
      }
    }
    return rows;
  }

  private static List<Element> cells(Element row) {
    return row.children().stream().filter(cell -> cell.nameIs("td") || cell.nameIs("th")).toList();
  }

  /// Cells by row and column, with merged cells repeated in each place they cover.
  private List<List<Optional<CellText>>> grid(Element table) {
    List<Element> rows = rows(table);
    var grid = new ArrayList<List<Optional<CellText>>>();
    rows.forEach(_ -> grid.add(new ArrayList<>()));
    int cells = 0;
    for (int r = 0; r < rows.size(); r++) {
      int column = 0;
      for (Element cell : cells(rows.get(r))) {
        List<Optional<CellText>> row = grid.get(r);
        while (column < row.size() && row.get(column).isPresent()) {
          column++;
        }
        CellText content = read(cell);
        int wide = span(cell, "colspan", MAX_SPAN);
        int high = Math.min(span(cell, "rowspan", rows.size()), rows.size() - r);
        if ((long) cells + (long) wide * high > maxCells) {
          builder.remark(
              "A table was cut after " + r + " rows: documents.max-cells is " + maxCells + ".");
          return grid.subList(0, r);
        }
        cells += wide * high;
        for (int down = 0; down < high; down++) {
          for (int right = 0; right < wide; right++) {
            put(grid.get(r + down), column + right, down + right == 0 ? content : echo(content));
          }
        }
        column += wide;
      }
    }
    return grid;
  }

  /// A merged cell says the same in every place it covers, unless that would swell the document.
  private static CellText echo(CellText content) {
    return new CellText(
        content.text.length() > REPEATED_TEXT ? "" : content.text, List.of(), content.isHeader);
  }

  private static void put(List<Optional<CellText>> row, int column, CellText content) {
    while (row.size() <= column) {
      row.add(Optional.empty());
    }
    if (row.get(column).isEmpty()) {
      row.set(column, Optional.of(content));
    }
  }

  private static int span(Element cell, String attribute, int most) {
    String value = cell.attr(attribute).strip();
    if (!value.matches("\\d{1,5}")) {
      return 1;
    }
    int span = Integer.parseInt(value);
    return span == 0 ? (attribute.equals("rowspan") ? most : 1) : Math.clamp(span, 1, most);
  }

  private static CellText read(Element cell) {
    var reader = new CellReader();
    NodeTraversor.filter(reader, cell);
    return new CellText(reader.text.toString(), reader.links, cell.nameIs("th"));
  }

  /// Reads one cell as a line of text.
  private static final class CellReader implements NodeFilter {
    final InlineText text = new InlineText();
    final List<LinkInCell> links = new ArrayList<>();
    private Optional<Element> open = Optional.empty();
    private int start = -1;

    @Override
    public FilterResult head(Node node, int depth) {
      switch (node) {
        case TextNode content -> read(content.getWholeText());
        case Element element -> {
          if (depth > 0
              && (Hidden.is(element) || element.nameIs("script") || element.nameIs("style"))) {
            return FilterResult.SKIP_ENTIRELY;
          }
          if (HtmlReader.isBlock(element) || element.nameIs("br")) {
            text.space();
          }
          if (element.nameIs("a") && element.hasAttr("href")) {
            close();
            open = Optional.of(element);
          }
        }
        default -> {}
      }
      return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
      if (node instanceof Element element) {
        if (element.nameIs("a")) {
          close();
        }
        if (HtmlReader.isBlock(element)) {
          text.space();
        }
      }
      return FilterResult.CONTINUE;
    }

    private void read(String raw) {
      if (InlineText.hasContent(raw)) {
        if (InlineText.isBlank(raw.charAt(0))) {
          text.space();
        }
        // A link stands where its first visible character does.
        start = start < 0 && open.isPresent() ? text.position() : start;
      }
      text.append(raw);
    }

    private void close() {
      int from = start < 0 ? text.position() : start;
      open.ifPresent(
          element -> links.add(new LinkInCell(element, anchor(element, text.from(from)), from)));
      open = Optional.empty();
      start = -1;
    }

    private static String anchor(Element element, String shown) {
      String own = shown.strip();
      if (!own.isEmpty()) {
        return own;
      }
      Element image = element.selectFirst("img[alt]");
      return image == null ? "" : image.attr("alt");
    }
  }

  private static String text(Optional<CellText> cell) {
    return cell.map(CellText::text).orElse("");
  }

  /// The text of a row that has one text only, such as a title above the header.
  private static Optional<String> onlyText(List<Optional<CellText>> row) {
    List<String> texts =
        row.stream().map(HtmlTables::text).filter(text -> !text.isEmpty()).distinct().toList();
    long filled = row.stream().filter(cell -> !text(cell).isEmpty()).count();
    return texts.size() == 1 && (filled > 1 || row.size() == 1)
        ? Optional.of(texts.getFirst())
        : Optional.empty();
  }

  private static int headerRows(Element table, List<List<Optional<CellText>>> grid, int leading) {
    List<Element> rows = rows(table);
    int count = 0;
    while (count < grid.size() && isHeader(rows.get(leading + count), grid.get(count))) {
      count++;
    }
    if (count == 0) {
      count = TableShape.headerRows(texts(grid));
    }
    // A table of headings only still has to say something below its header.
    return count == grid.size() ? Math.min(count, grid.size() - 1) : count;
  }

  private static boolean isHeader(Element row, List<Optional<CellText>> cells) {
    Element parent = row.parent();
    if (parent != null && parent.nameIs("thead")) {
      return true;
    }
    List<CellText> filled =
        cells.stream().flatMap(Optional::stream).filter(cell -> !cell.text.isEmpty()).toList();
    return filled.size() > 1 && filled.stream().skip(1).allMatch(CellText::isHeader);
  }

  private static List<List<String>> texts(List<List<Optional<CellText>>> grid) {
    return grid.stream().map(row -> row.stream().map(HtmlTables::text).toList()).toList();
  }

  private static List<CellLink> links(
      List<List<Optional<CellText>>> grid, int headerRows, Table table, String heading) {
    var found = new ArrayList<CellLink>();
    for (int r = 0; r < grid.size(); r++) {
      List<Table.Cell> row =
          r < headerRows ? table.header().get(r) : table.rows().get(r - headerRows);
      String context = context(row, heading);
      for (int c = 0; c < grid.get(r).size(); c++) {
        if (grid.get(r).get(c).isEmpty()) {
          continue;
        }
        for (LinkInCell link : grid.get(r).get(c).get().links) {
          Table.Cell cell = row.get(c);
          found.add(
              new CellLink(
                  link.element,
                  link.anchor,
                  context,
                  cell.start() + Math.min(link.at, cell.text().length())));
        }
      }
    }
    return found;
  }

  private static String context(List<Table.Cell> row, String heading) {
    String line = String.join(" | ", row.stream().map(Table.Cell::text).toList());
    String around = line.length() > CONTEXT ? line.substring(0, CONTEXT) : line;
    return heading.isEmpty() ? around : heading + " · " + around;
  }
}
