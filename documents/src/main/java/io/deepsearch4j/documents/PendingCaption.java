package io.deepsearch4j.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Holds back lines that may belong to a table right below, and writes them as ordinary text when
/// none comes. Not safe to share.
final class PendingCaption {
  private static final int LONGEST = 300;
  private static final int MOST_LINES = 3;
  private static final Pattern NUMBERED =
      Pattern.compile(
          "(?i)(?:table|tabelle|tableau|tabla|exhibit|表|附表)\\s?[\\dIVXA-Z一二三四五六七八九十].*");

  private final DocumentBuilder builder;
  private final List<String> lines = new ArrayList<>();
  private Locator locator = new Locator.Section(List.of());

  PendingCaption(DocumentBuilder builder) {
    this.builder = builder;
  }

  /// Whether a text reads like a numbered caption.
  static boolean isNumbered(String text) {
    return text.length() <= LONGEST && NUMBERED.matcher(text).matches();
  }

  /// Keeps a text back when it is styled or reads like a caption or a unit note.
  boolean takes(String text, boolean styled, Locator where) {
    boolean caption = styled || isNumbered(text) || UnitLines.isOnlyNote(text);
    if (!caption || text.length() > LONGEST || lines.size() == MOST_LINES) {
      return false;
    }
    lines.add(text);
    locator = where;
    return true;
  }

  /// Writes what was kept back as captions of nothing.
  void flush() {
    lines.forEach(line -> builder.block(Block.Kind.CAPTION, line, locator));
    lines.clear();
  }

  /// Writes a table below the lines kept back.
  void table(String name, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    GridShape shape = GridShape.of(rows);
    var caption = new ArrayList<String>();
    String unitNote = shape.unitNote();
    for (String line : lines) {
      String note = UnitLines.in(line);
      unitNote = note.isEmpty() ? unitNote : note;
      if (!UnitLines.isOnlyNote(line)) {
        caption.add(line);
      }
    }
    lines.clear();
    if (!shape.caption().isEmpty()) {
      caption.add(shape.caption());
    }
    int body = shape.bodyStart() + shape.headerRows();
    builder.table(
        name,
        String.join(" – ", caption),
        unitNote,
        rows.subList(shape.bodyStart(), body),
        rows.subList(body, rows.size()),
        shape.bodyStart() + 1,
        1,
        true);
  }
}
