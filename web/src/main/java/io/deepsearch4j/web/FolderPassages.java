package io.deepsearch4j.web;

import io.deepsearch4j.documents.Block;
import io.deepsearch4j.documents.Document;
import java.util.ArrayList;
import java.util.List;

/// Cuts a document into the passages that the index of a folder finds: whole blocks as long as they
/// fit, so that a snippet reads like the document. Invisible text is left out.
final class FolderPassages {
  private static final int LENGTH = 1_500;
  private static final int SHORTEST_CUT = 500;

  private FolderPassages() {}

  static List<String> of(Document document) {
    var passages = new ArrayList<String>();
    var open = new StringBuilder();
    for (String block : blocks(document)) {
      if (!open.isEmpty() && open.length() + block.length() > LENGTH) {
        passages.add(open.toString());
        open.setLength(0);
      }
      if (!open.isEmpty()) {
        open.append('\n');
      }
      open.append(block);
      while (open.length() > LENGTH) {
        int cut = cut(open);
        passages.add(open.substring(0, cut).strip());
        open.delete(0, cut);
      }
    }
    if (!open.toString().isBlank()) {
      passages.add(open.toString().strip());
    }
    return passages;
  }

  private static List<String> blocks(Document document) {
    if (document.blocks().isEmpty()) {
      return List.of(document.text());
    }
    return document.blocks().stream()
        .filter(Block::visible)
        .map(block -> document.text(block.start(), block.end()))
        .toList();
  }

  /// After the last sentence or word that fits.
  private static int cut(StringBuilder text) {
    int word = 0;
    for (int i = LENGTH - 1; i >= SHORTEST_CUT; i--) {
      char c = text.charAt(i);
      boolean western = (c == '.' || c == '!' || c == '?') && text.charAt(i + 1) == ' ';
      if (western || c == '\n' || c == '。' || c == '！' || c == '？') {
        return i + 1;
      }
      if (c == ' ' && word == 0) {
        word = i + 1;
      }
    }
    if (word > 0) {
      return word;
    }
    return Character.isHighSurrogate(text.charAt(LENGTH - 1)) ? LENGTH - 1 : LENGTH;
  }
}
