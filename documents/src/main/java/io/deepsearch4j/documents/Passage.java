package io.deepsearch4j.documents;

/// A range of a document small enough to rank and to show.
///
/// @param index position in the document, from 0
/// @param start first character in the document's text
/// @param end one past the last character
/// @param heading the headings above it joined by ` > `, with a table's caption and header where it
///   is a part of a table; empty at the top
/// @param locator where a person finds it
public record Passage(int index, int start, int end, String heading, Locator locator) {

  /// What it says.
  public String text(Document document) {
    return document.text(start, end);
  }
}
