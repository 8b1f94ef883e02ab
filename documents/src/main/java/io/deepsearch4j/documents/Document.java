package io.deepsearch4j.documents;

import java.util.List;
import java.util.Objects;

/// What a page or file says, as one text with structure over it. Immutable; offsets are UTF-16 code
/// units into [#text()], start inclusive and end exclusive, for every block, cell and link.
///
/// @param mediaType what the bytes really were, for example `application/pdf`
/// @param title the document's own title, or empty
/// @param published the day it says it was published (ISO 8601), or empty
/// @param language the dominant script as a language tag (`zh`, `en`, `ja`, …), or empty
/// @param text everything readable, in reading order, blocks separated by a line break
/// @param blocks ranges of the text in order; they do not overlap
/// @param tables every table found; each cell is a range of the text
/// @param links where it points to, in reading order
/// @param remarks what a reader should know, one sentence each (truncated, hidden text, ragged
///   rows)
public record Document(
    String mediaType,
    String title,
    String published,
    String language,
    String text,
    List<Block> blocks,
    List<Table> tables,
    List<Link> links,
    List<String> remarks) {

  public Document {
    Objects.requireNonNull(mediaType);
    Objects.requireNonNull(title);
    Objects.requireNonNull(published);
    Objects.requireNonNull(language);
    Objects.requireNonNull(text);
    blocks = List.copyOf(blocks);
    tables = List.copyOf(tables);
    links = List.copyOf(links);
    remarks = List.copyOf(remarks);
    for (Block block : blocks) {
      if (block.end() > text.length()) {
        throw new IllegalArgumentException(
            "block ends at " + block.end() + " in a text of " + text.length() + " characters");
      }
    }
  }

  /// How many pages or slides it has, as far as text stands on them; 0 where it has neither.
  public int pages() {
    return blocks.stream().mapToInt(block -> page(block.locator())).max().orElse(0);
  }

  private static int page(Locator locator) {
    return switch (locator) {
      case Locator.Page(var number) -> number;
      case Locator.Slide(var number) -> number;
      case Locator.Cells _, Locator.Section _, Locator.Line _, Locator.Member _ -> 0;
    };
  }

  /// The text of a range.
  public String text(int start, int end) {
    return text.substring(start, end);
  }

  /// Where in the document a character stands: the locator of the block that holds it, or of the
  /// last block before it.
  public Locator locatorAt(int offset) {
    Locator found = new Locator.Line(1);
    for (Block block : blocks) {
      if (block.start() > offset) {
        break;
      }
      found = block.locator();
    }
    return found;
  }
}
