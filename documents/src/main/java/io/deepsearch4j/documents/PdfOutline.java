package io.deepsearch4j.documents;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;

/// The bookmarks of a PDF: which titles it has, and how deep each stands.
final class PdfOutline {
  private static final int MOST_ITEMS = 5_000;
  private static final int DEEPEST = 6;

  private PdfOutline() {}

  private record Item(PDOutlineItem item, int level) {}

  /// Levels from 1 by title, in the form [#key] gives it.
  static Map<String, Integer> levels(PDDocument document) {
    var levels = new HashMap<String, Integer>();
    PDDocumentOutline outline = document.getDocumentCatalog().getDocumentOutline();
    if (outline == null || outline.getFirstChild() == null) {
      return levels;
    }
    var open = new ArrayDeque<Item>();
    open.push(new Item(outline.getFirstChild(), 1));
    // Counted, because a damaged or hostile outline can run in a circle.
    for (int count = 0; count < MOST_ITEMS && !open.isEmpty(); count++) {
      Item next = open.pop();
      if (next.item().getTitle() != null) {
        levels.putIfAbsent(key(next.item().getTitle()), next.level());
      }
      if (next.item().getNextSibling() != null) {
        open.push(new Item(next.item().getNextSibling(), next.level()));
      }
      if (next.level() < DEEPEST && next.item().getFirstChild() != null) {
        open.push(new Item(next.item().getFirstChild(), next.level() + 1));
      }
    }
    levels.remove("");
    return levels;
  }

  /// Letters and digits only, so that numbering and spacing do not matter.
  static String key(String title) {
    return title
        .toLowerCase(Locale.ROOT)
        .replaceFirst("^[\\s\\dIVX.]+(?=\\s\\p{L})", "")
        .replaceAll("[^\\p{L}\\p{N}]+", "");
  }
}
