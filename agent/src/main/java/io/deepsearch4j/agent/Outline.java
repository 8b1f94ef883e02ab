package io.deepsearch4j.agent;

import io.deepsearch4j.documents.Block;
import io.deepsearch4j.documents.Document;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What stands above every place of a document: its headings, and the block just before it where
/// that is short enough to be a label or a lead-in.
final class Outline {
  private static final int LEAD_IN = 240;
  private static final int LABEL = 40;

  private final Document document;
  private final List<String> headings = new ArrayList<>(); // one per block, joined

  Outline(Document document) {
    this.document = document;
    Deque<Block> open = new ArrayDeque<>();
    for (Block block : document.blocks()) {
      if (block.kind() == Block.Kind.HEADING) {
        while (!open.isEmpty() && open.peek().level() >= block.level()) {
          open.pop();
        }
      }
      var path = new StringBuilder();
      open.descendingIterator().forEachRemaining(above -> path.append(text(above)).append(" > "));
      headings.add(path.toString());
      if (block.kind() == Block.Kind.HEADING) {
        open.push(block);
      }
    }
  }

  private String text(Block block) {
    return document.text(block.start(), Math.min(block.end(), block.start() + LEAD_IN));
  }

  /// Headings and lead-in above a place.
  String above(int offset) {
    int at = blockAt(offset);
    if (at < 0) {
      return "";
    }
    String path = headings.get(at);
    if (at == 0) {
      return path;
    }
    Block before = document.blocks().get(at - 1);
    return leadsIn(before, document.blocks().get(at)) ? path + text(before) : path;
  }

  /// A paragraph before a table introduces it; a short line before a text may be its label, unless
  /// it has a value of its own.
  private boolean leadsIn(Block before, Block block) {
    int length = before.end() - before.start();
    if (before.kind() == Block.Kind.TABLE || before.kind() == Block.Kind.HEADING) {
      return false;
    }
    if (block.kind() == Block.Kind.TABLE) {
      return length <= LEAD_IN;
    }
    return length <= LABEL
        && text(before)
            .chars()
            .noneMatch(c -> ":\uff1a.\u3002!?".indexOf(c) >= 0 || Character.isDigit(c));
  }

  /// Whether a place lies in a table.
  boolean inTable(int offset) {
    int at = blockAt(offset);
    return at >= 0 && document.blocks().get(at).kind() == Block.Kind.TABLE;
  }

  private int blockAt(int offset) {
    List<Block> blocks = document.blocks();
    int low = 0;
    int high = blocks.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Block block = blocks.get(middle);
      if (block.end() <= offset) {
        low = middle + 1;
      } else if (block.start() > offset) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -1;
  }
}
