package io.deepsearch4j.documents;

import java.util.ArrayList;
import java.util.List;

/// The headings above the place a reader has reached. Not safe to share.
final class WordHeadings {
  private final List<String> headings = new ArrayList<>();
  private final List<Integer> levels = new ArrayList<>();

  /// Enters a section; those of the same and of deeper levels end.
  Locator enter(int level, String heading) {
    while (!levels.isEmpty() && levels.getLast() >= level) {
      levels.removeLast();
      headings.removeLast();
    }
    levels.add(level);
    headings.add(heading);
    return locator();
  }

  Locator locator() {
    return new Locator.Section(headings);
  }

  String nearest() {
    return headings.isEmpty() ? "" : headings.getLast();
  }
}
