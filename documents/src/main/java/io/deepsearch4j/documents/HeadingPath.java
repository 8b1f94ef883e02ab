package io.deepsearch4j.documents;

import java.util.ArrayList;
import java.util.List;

/// The headings above the current place, outermost first.
final class HeadingPath {
  private record Heading(int level, String text) {}

  private final List<Heading> headings = new ArrayList<>();
  private int openLevel;

  /// The level of a heading's tag, from 1; 0 for any other tag.
  static int level(String tag) {
    return tag.length() == 2 && tag.charAt(0) == 'h' && tag.charAt(1) >= '1' && tag.charAt(1) <= '6'
        ? tag.charAt(1) - '0'
        : 0;
  }

  void open(int level) {
    openLevel = level;
  }

  void close() {
    openLevel = 0;
  }

  /// The level of the heading that the walk is inside of; 0 outside of headings.
  int openLevel() {
    return openLevel;
  }

  /// Whether the walk is inside a heading.
  boolean isOpen() {
    return openLevel > 0;
  }

  void add(int level, String text) {
    headings.removeIf(heading -> heading.level >= level);
    headings.add(new Heading(level, text));
  }

  /// The nearest heading, or empty.
  String last() {
    return headings.isEmpty() ? "" : headings.getLast().text;
  }

  Locator.Section locator() {
    return new Locator.Section(headings.stream().map(Heading::text).toList());
  }
}
