package io.deepsearch4j.documents;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Builds a [Document] block by block in reading order, so that every range is exact by
/// construction. Each reader uses one; not safe to share.
final class DocumentBuilder {
  private static final String CELL_SEPARATOR = " | ";

  private final StringBuilder text = new StringBuilder();
  private final List<Block> blocks = new ArrayList<>();
  private final List<Table> tables = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final String mediaType;
  private String title = "";
  private String published = "";
  private String language = "";

  DocumentBuilder(String mediaType) {
    this.mediaType = mediaType;
  }

  /// White space folded to single blanks, control and bidirectional override characters dropped.
  /// Clean a block's text before measuring offsets in it: [#block] keeps cleaned text as it is.
  static String clean(String raw) {
    var cleaned = new StringBuilder(raw.length());
    boolean blank = true;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        if (!blank) {
          cleaned.append(' ');
          blank = true;
        }
      } else if (!dropped(c)) {
        cleaned.append(c);
        blank = false;
      }
    }
    if (blank && !cleaned.isEmpty()) {
      cleaned.setLength(cleaned.length() - 1);
    }
    return cleaned.toString();
  }

  /// Whether a character never enters a document: controls, direction overrides, invisible joints.
  static boolean dropped(char c) {
    return Character.isISOControl(c)
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069')
        || c == '\u200b'
        || c == '\ufeff'
        || c == '\u00ad';
  }

  DocumentBuilder title(String value) {
    title = clean(value);
    return this;
  }

  DocumentBuilder published(String isoDay) {
    published = isoDay;
    return this;
  }

  DocumentBuilder language(String tag) {
    language = tag;
    return this;
  }

  DocumentBuilder remark(String sentence) {
    if (!remarks.contains(sentence)) {
      remarks.add(sentence);
    }
    return this;
  }

  /// Where the next block will start.
  int position() {
    return text.isEmpty() ? 0 : text.length() + 1;
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  /// Appends a heading; answers where it starts.
  int heading(int level, String heading, Locator locator) {
    return append(Block.Kind.HEADING, level, clean(heading), locator, true);
  }

  /// Appends a visible block; answers where it starts. An empty one is left out.
  int block(Block.Kind kind, String content, Locator locator) {
    return append(kind, 0, clean(content), locator, true);
  }

  /// Appends a block that a browser would not show.
  int hiddenBlock(Block.Kind kind, String content, Locator locator) {
    return append(kind, 0, clean(content), locator, false);
  }

  /// Appends a block whose line breaks matter.
  int code(String content, Locator locator) {
    return append(Block.Kind.CODE, 0, content.strip(), locator, true);
  }

  private int append(Block.Kind kind, int level, String content, Locator locator, boolean visible) {
    int start = position();
    if (content.isEmpty()) {
      return start;
    }
    if (!text.isEmpty()) {
      text.append('\n');
    }
    text.append(content);
    blocks.add(new Block(kind, level, start, text.length(), locator, visible));
    return start;
  }

  /// Appends a table: caption, unit note, header and rows, one line each.
  ///
  /// @param header header rows, may be empty
  /// @param rows data rows; short ones are padded
  /// @param firstRow number of the first header row (or data row) in the original, from 1
  /// @param firstColumn number of the first column in the original, from 1
  void table(
      String name,
      String caption,
      String unitNote,
      List<List<String>> header,
      List<List<String>> rows,
      int firstRow,
      int firstColumn,
      boolean visible) {
    int width = 0;
    for (List<String> row : header) {
      width = Math.max(width, row.size());
    }
    for (List<String> row : rows) {
      width = Math.max(width, row.size());
    }
    if (width == 0) {
      return;
    }
    int start = position();
    if (!text.isEmpty()) {
      text.append('\n');
    }
    line(clean(caption));
    line(clean(unitNote));
    var headerCells = new ArrayList<List<Table.Cell>>();
    var rowCells = new ArrayList<List<Table.Cell>>();
    int number = firstRow;
    for (List<String> row : header) {
      headerCells.add(row(row, width, number++, firstColumn));
    }
    for (List<String> row : rows) {
      rowCells.add(row(row, width, number++, firstColumn));
    }
    text.setLength(text.length() - 1);
    String range =
        address(firstColumn, firstRow) + ":" + address(firstColumn + width - 1, number - 1);
    var locator = new Locator.Cells(name, range);
    blocks.add(new Block(Block.Kind.TABLE, 0, start, text.length(), locator, visible));
    tables.add(
        new Table(
            "t" + (tables.size() + 1),
            name,
            clean(caption),
            clean(unitNote),
            headerCells,
            rowCells));
  }

  /// The table added last, for the offsets of its cells.
  Optional<Table> lastTable() {
    return tables.isEmpty() ? Optional.empty() : Optional.of(tables.getLast());
  }

  private void line(String content) {
    if (!content.isEmpty()) {
      text.append(content).append('\n');
    }
  }

  private List<Table.Cell> row(List<String> row, int width, int number, int firstColumn) {
    var cells = new ArrayList<Table.Cell>();
    for (int column = 0; column < width; column++) {
      String content = column < row.size() ? clean(row.get(column)) : "";
      if (column > 0) {
        text.append(CELL_SEPARATOR);
      }
      int start = text.length();
      text.append(content);
      cells.add(
          new Table.Cell(content, start, text.length(), address(firstColumn + column, number)));
    }
    text.append('\n');
    return cells;
  }

  /// Spreadsheet address of a cell: column 28, row 3 is `AB3`.
  static String address(int column, int row) {
    var letters = new StringBuilder();
    for (int rest = column; rest > 0; rest = (rest - 1) / 26) {
      letters.insert(0, (char) ('A' + (rest - 1) % 26));
    }
    return letters.append(row).toString();
  }

  /// Adds a link that starts at a character of the text.
  void link(URI url, String anchor, String context, String rel, Link.Kind kind, int start) {
    links.add(new Link(url, clean(anchor), clean(context), rel, kind, start));
  }

  Document build() {
    return new Document(
        mediaType, title, published, language, text.toString(), blocks, tables, links, remarks);
  }
}
