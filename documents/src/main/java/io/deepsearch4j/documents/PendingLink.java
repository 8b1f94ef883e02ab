package io.deepsearch4j.documents;

import java.net.URI;
import org.jsoup.nodes.Element;

/// A link whose place in the document is known only when the block around it is finished.
final class PendingLink {
  private static final int MAX_ANCHOR = 300;
  private static final int AROUND = 40;

  final Element element;
  final URI url;
  final String fallbackRel;
  String context = "";
  int start = -1; // in the document's text

  private final StringBuilder anchor = new StringBuilder();
  private String alternative = "";
  private int inBlock = -1;

  PendingLink(Element element, URI url, String fallbackRel) {
    this.element = element;
    this.url = url;
    this.fallbackRel = fallbackRel;
  }

  void append(String raw) {
    int room = MAX_ANCHOR - anchor.length();
    if (room > 0) {
      anchor.append(raw, 0, Math.min(room, raw.length()));
    }
  }

  /// What to call the link where it has no text: an image's description, for example.
  void alternative(String text) {
    if (alternative.isEmpty()) {
      alternative = text.substring(0, Math.min(text.length(), MAX_ANCHOR));
    }
  }

  String anchor() {
    String own = DocumentBuilder.clean(anchor.toString());
    if (!own.isEmpty()) {
      return own;
    }
    if (!alternative.isBlank()) {
      return DocumentBuilder.clean(alternative);
    }
    String label = DocumentBuilder.clean(element.attr("aria-label"));
    return label.isEmpty() ? DocumentBuilder.clean(element.attr("title")) : label;
  }

  boolean isUnplaced() {
    return inBlock < 0 && start < 0;
  }

  void placeInBlock(int position) {
    inBlock = position;
  }

  void place(int position, String around) {
    start = position;
    context = around;
  }

  /// The block is finished: an offset in it becomes one in the document.
  void settle(int blockStart, String block, String heading) {
    if (start >= 0) {
      return;
    }
    int at = Math.clamp(inBlock, 0, block.length());
    start = blockStart + at;
    int from = Math.max(0, at - AROUND);
    int to = Math.min(block.length(), at + anchor().length() + AROUND);
    String around = block.substring(Math.min(from, to), to).strip();
    context = heading.isEmpty() || around.isEmpty() ? heading + around : heading + " · " + around;
  }
}
