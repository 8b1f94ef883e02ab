package io.deepsearch4j.documents;

import java.util.Objects;

/// A range of a document's text that belongs together.
///
/// @param level depth of a heading, from 1; 0 for everything else
/// @param start first character, in the document's text
/// @param end one past the last character
/// @param locator where a person finds it
/// @param visible false for text that a browser would not show
public record Block(Kind kind, int level, int start, int end, Locator locator, boolean visible) {

  /// What a block is. `METADATA` holds what the file says about itself (JSON-LD, `citation_*`).
  public enum Kind {
    HEADING,
    PARAGRAPH,
    LIST_ITEM,
    TABLE,
    CODE,
    CAPTION,
    FOOTNOTE,
    NOTE,
    METADATA
  }

  public Block {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(locator);
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no range: " + start + " to " + end);
    }
  }
}
