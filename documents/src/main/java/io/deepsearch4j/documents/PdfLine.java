package io.deepsearch4j.documents;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Words of a page that stand beside each other on one base line, or the place of a table.
record PdfLine(List<PdfWord> words) {
  PdfLine {
    var sorted = new ArrayList<>(words);
    sorted.sort(Comparator.comparingDouble(PdfWord::left));
    words = List.copyOf(sorted);
  }

  /// Groups words into lines, from top to bottom.
  static List<PdfLine> of(List<PdfWord> words) {
    var sorted = new ArrayList<>(words);
    sorted.sort(Comparator.comparingDouble(PdfWord::bottom).thenComparingDouble(PdfWord::left));
    var lines = new ArrayList<PdfLine>();
    var line = new ArrayList<PdfWord>();
    float base = 0;
    float size = 0;
    for (PdfWord word : sorted) {
      boolean fits =
          !line.isEmpty()
              && !word.isTable()
              && !line.getLast().isTable()
              && word.bottom() - base <= 0.45f * Math.max(Math.min(size, word.size()), 2);
      if (!line.isEmpty() && !fits) {
        lines.add(new PdfLine(line));
        line.clear();
      }
      if (line.isEmpty()) {
        base = word.bottom();
        size = word.size();
      }
      // The line follows its largest words: a raised footnote mark does not end it.
      if (word.size() > size) {
        base = word.bottom();
        size = word.size();
      }
      line.add(word);
    }
    if (!line.isEmpty()) {
      lines.add(new PdfLine(line));
    }
    lines.sort(Comparator.comparingDouble(PdfLine::top));
    return lines;
  }

  boolean isTable() {
    return words.getFirst().isTable();
  }

  float left() {
    return words.getFirst().left();
  }

  float right() {
    float right = 0;
    for (PdfWord word : words) {
      right = Math.max(right, word.right());
    }
    return right;
  }

  float top() {
    float top = words.getFirst().top();
    for (PdfWord word : words) {
      top = Math.min(top, word.top());
    }
    return top;
  }

  float bottom() {
    return largest().bottom();
  }

  float size() {
    return largest().size();
  }

  private PdfWord largest() {
    PdfWord largest = words.getFirst();
    for (PdfWord word : words) {
      largest = word.size() > largest.size() ? word : largest;
    }
    return largest;
  }

  boolean bold() {
    for (PdfWord word : words) {
      if (!word.bold()) {
        return false;
      }
    }
    return true;
  }

  String text() {
    return text(words);
  }

  private static String text(List<PdfWord> words) {
    var text = new StringBuilder();
    float right = Float.NaN;
    for (PdfWord word : words) {
      if (!text.isEmpty() && word.left() - right > 0.18f * Math.max(word.size(), 1)) {
        text.append(' ');
      }
      text.append(word.text());
      right = word.right();
    }
    return text.toString();
  }

  /// Pieces of the line that wide gaps keep apart, as the cells of a table without rules are.
  List<PdfWord> segments() {
    var segments = new ArrayList<PdfWord>();
    var piece = new ArrayList<PdfWord>();
    for (PdfWord word : words) {
      if (!piece.isEmpty() && word.left() - piece.getLast().right() > Math.max(word.size(), 4)) {
        segments.add(joined(piece));
        piece.clear();
      }
      piece.add(word);
    }
    segments.add(joined(piece));
    return segments;
  }

  private static PdfWord joined(List<PdfWord> piece) {
    var line = new PdfLine(piece);
    return new PdfWord(
        line.text(),
        line.left(),
        line.top(),
        line.right(),
        line.bottom(),
        line.size(),
        line.bold(),
        -1);
  }
}
