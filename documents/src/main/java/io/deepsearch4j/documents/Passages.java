package io.deepsearch4j.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Splits a document into passages to rank and to show: along its headings, never inside a table
/// row.
public final class Passages {
  private static final double LETTERS_PER_TOKEN = 3.5;
  private static final int WIDE = 0x2e80; // from here on scripts take about a token a character

  private Passages() {}

  /// About how many tokens a model makes of a text.
  public static int tokens(String text) {
    return tokens(text, 0, text.length());
  }

  private static int tokens(String text, int start, int end) {
    int wide = 0;
    for (int i = start; i < end; i++) {
      if (text.charAt(i) >= WIDE) {
        wide++;
      }
    }
    return wide + (int) Math.ceil((end - start - wide) / LETTERS_PER_TOKEN);
  }

  /// Passages of about a size, in the document's order.
  ///
  /// A passage holds whole blocks where it can. A longer paragraph is split between sentences, a
  /// longer table between rows; each part of a table names its caption, unit note and header in its
  /// heading.
  ///
  /// @param targetTokens how long a passage may become
  /// @param overlapTokens how much of a passage's end the next one repeats within a section; tables
  ///   are not repeated
  public static List<Passage> of(Document document, int targetTokens, int overlapTokens) {
    if (targetTokens < 1 || overlapTokens < 0 || overlapTokens >= targetTokens) {
      throw new IllegalArgumentException(
          "passages need a size of at least 1 and an overlap below it, not "
              + targetTokens
              + " and "
              + overlapTokens);
    }
    return new Splitter(document, targetTokens, overlapTokens).split();
  }

  /// Ranges of a sentence each; a table row, a heading and a list item count as one.
  public static List<Passage> sentences(Document document) {
    var units = new Units(document).all();
    var passages = new ArrayList<Passage>();
    for (Unit unit : units) {
      passages.add(unit.passage(passages.size(), unit.start, unit.end));
    }
    return passages;
  }

  /// The smallest piece that is never split: a sentence, a list item, a table row.
  private record Unit(
      Block block, int start, int end, String heading, Locator locator, @Nullable Table table) {

    Passage passage(int index, int from, int to) {
      return new Passage(index, from, to, heading, locator);
    }
  }

  /// Takes a document apart into units.
  private static final class Units {
    private final Document document;
    private final List<Unit> units = new ArrayList<>();
    private final HeadingPath path = new HeadingPath();
    private int nextTable;

    Units(Document document) {
      this.document = document;
    }

    List<Unit> all() {
      for (Block block : document.blocks()) {
        switch (block.kind()) {
          case HEADING -> {
            path.add(Math.max(1, block.level()), document.text(block.start(), block.end()));
            whole(block);
          }
          case TABLE -> rows(block);
          case LIST_ITEM, CODE, CAPTION, PARAGRAPH, FOOTNOTE, NOTE, METADATA -> sentences(block);
        }
      }
      return units;
    }

    private String heading(Block block) {
      if (block.kind() == Block.Kind.METADATA) {
        return "metadata";
      }
      String above = path.locator().headings().isEmpty() ? "" : path.locator().toString();
      return block.visible() ? above : (above + " (text a browser does not show)").strip();
    }

    private void whole(Block block) {
      units.add(new Unit(block, block.start(), block.end(), heading(block), block.locator(), null));
    }

    private void sentences(Block block) {
      if (block.kind() == Block.Kind.LIST_ITEM
          && tokens(document.text(), block.start(), block.end()) < 100) {
        whole(block);
        return;
      }
      for (Sentences.Range range : Sentences.of(document.text(), block.start(), block.end())) {
        units.add(
            new Unit(block, range.start(), range.end(), heading(block), block.locator(), null));
      }
    }

    private void rows(Block block) {
      Optional<Table> found = table(block);
      if (found.isEmpty()) {
        sentences(block);
        return;
      }
      Table table = found.get();
      int start = block.start();
      for (int r = 0; r < table.rows().size(); r++) {
        List<Table.Cell> row = table.rows().get(r);
        String heading = r == 0 ? heading(block) : heading(block, table);
        // The first row takes caption and header along: they stand right above it.
        int from = r == 0 ? start : row.getFirst().start();
        units.add(
            new Unit(block, from, row.getLast().end(), heading, rowLocator(table, row), table));
      }
      if (table.rows().isEmpty()) {
        whole(block);
      }
    }

    private static Locator rowLocator(Table table, List<Table.Cell> row) {
      return new Locator.Cells(
          table.name(), row.getFirst().address() + ":" + row.getLast().address());
    }

    private String heading(Block block, Table table) {
      String columns =
          table.header().isEmpty()
              ? ""
              : java.util.stream.IntStream.range(0, table.header().getFirst().size())
                  .mapToObj(table::columnName)
                  .collect(Collectors.joining(" | "));
      return java.util.stream.Stream.of(heading(block), table.caption(), table.unitNote(), columns)
          .filter(part -> !part.isBlank())
          .distinct()
          .collect(Collectors.joining(" > "));
    }

    /// Tables stand in the document's order, as their blocks do.
    private Optional<Table> table(Block block) {
      while (nextTable < document.tables().size()) {
        Table table = document.tables().get(nextTable);
        List<List<Table.Cell>> part = table.header().isEmpty() ? table.rows() : table.header();
        int at =
            part.isEmpty() || part.getFirst().isEmpty() ? -1 : part.getFirst().getFirst().start();
        if (at >= block.end()) {
          return Optional.empty();
        }
        nextTable++;
        if (at >= block.start()) {
          return Optional.of(table);
        }
      }
      return Optional.empty();
    }
  }

  /// Joins units into passages.
  private static final class Splitter {
    private final String text;
    private final int target;
    private final int overlap;
    private final List<Unit> units;
    private final List<Passage> passages = new ArrayList<>();

    Splitter(Document document, int target, int overlap) {
      this.text = document.text();
      this.target = target;
      this.overlap = overlap;
      this.units = new Units(document).all();
    }

    List<Passage> split() {
      int first = 0;
      while (first < units.size()) {
        int last = last(first);
        emit(first, last);
        first = next(first, last);
      }
      return passages;
    }

    /// The last unit that belongs to the passage that starts with a unit.
    private int last(int first) {
      int size = size(first);
      int last = first;
      while (last + 1 < units.size()) {
        Unit next = units.get(last + 1);
        int more = size(last + 1);
        boolean otherKind = kind(next) != kind(units.get(first));
        boolean section =
            next.block.kind() == Block.Kind.HEADING
                && units.get(last).block.kind() != Block.Kind.HEADING
                && size * 2 >= target;
        if (otherKind || section || size + more > target) {
          break;
        }
        size += more;
        last++;
      }
      return last > first && !isTailHeading(last) ? last : withoutTailHeadings(first, last);
    }

    private boolean isTailHeading(int last) {
      return units.get(last).block.kind() == Block.Kind.HEADING;
    }

    /// A heading goes with what it is the heading of.
    private int withoutTailHeadings(int first, int last) {
      int end = last;
      while (end > first && isTailHeading(end) && end + 1 < units.size()) {
        end--;
      }
      return end;
    }

    /// Shown text, hidden text and metadata never share a passage.
    private static int kind(Unit unit) {
      if (unit.block.kind() == Block.Kind.METADATA) {
        return 2;
      }
      return unit.block.visible() ? 0 : 1;
    }

    private int size(int unit) {
      return tokens(text, units.get(unit).start, units.get(unit).end);
    }

    private void emit(int first, int last) {
      Unit from = units.get(first);
      Unit to = units.get(last);
      Locator locator = from.locator;
      if (from.table != null && Objects.equals(from.table, to.table)) {
        locator = rows(from, to);
      }
      if (size(first) <= target || first < last) {
        passages.add(new Passage(passages.size(), from.start, to.end, from.heading, locator));
        return;
      }
      cut(from, locator);
    }

    private static Locator rows(Unit from, Unit to) {
      if (from.locator instanceof Locator.Cells(String name, String start)
          && to.locator instanceof Locator.Cells(_, String end)) {
        return new Locator.Cells(
            name, start.substring(0, start.indexOf(':')) + end.substring(end.indexOf(':')));
      }
      return from.locator;
    }

    /// A single sentence longer than a passage is cut where a blank stands; a table row is not.
    private void cut(Unit unit, Locator locator) {
      if (unit.table != null) {
        passages.add(new Passage(passages.size(), unit.start, unit.end, unit.heading, locator));
        return;
      }
      int start = unit.start;
      while (start < unit.end) {
        int end = start;
        int wide = 0;
        while (end < unit.end && wide + (end - start - wide) / LETTERS_PER_TOKEN < target) {
          wide += text.charAt(end++) >= WIDE ? 1 : 0;
        }
        int blank = text.lastIndexOf(' ', end - 1);
        if (end < unit.end && blank > start + (end - start) / 2) {
          end = blank + 1;
        } else if (end < unit.end
            && end > start + 1
            && Character.isHighSurrogate(text.charAt(end - 1))) {
          end--;
        }
        passages.add(new Passage(passages.size(), start, end, unit.heading, locator));
        start = end;
      }
    }

    /// Where the next passage starts: behind the last one, or a little before its end.
    private int next(int first, int last) {
      int next = last + 1;
      if (next >= units.size() || units.get(next).block.kind() == Block.Kind.HEADING) {
        return next;
      }
      int repeated = 0;
      while (next - 1 > first
          && units.get(next - 1).table == null
          && units.get(next - 1).block.kind() != Block.Kind.HEADING
          && kind(units.get(next - 1)) == kind(units.get(last + 1))
          && repeated + size(next - 1) <= overlap
          && repeated + size(next - 1) + size(last + 1) <= target) {
        repeated += size(--next);
      }
      return next;
    }
  }
}
