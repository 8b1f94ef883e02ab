package io.deepsearch4j.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/// Puts the words of a page into reading order.
///
/// A gutter is a vertical band that many lines leave free while they fill both sides of it. Lines
/// that cross the band (a title, a wide table) part the page into zones; within a zone the left
/// column is read before the right one. Each column is searched for gutters again, which finds
/// pages of three and four columns.
final class PdfColumns {
  private static final float HALF_BAND = 4;
  private static final float STEP = 2;
  private static final int FEWEST_LINES = 5;
  private static final double FEWEST_FILLED = 0.5;
  private static final int FEWEST_LETTERS = 12;
  private static final int DEEPEST = 3;

  private PdfColumns() {}

  /// Runs of lines; each run is one column of one zone.
  static List<List<PdfLine>> regions(List<PdfWord> words) {
    var regions = new ArrayList<List<PdfLine>>();
    divide(words, 0, regions);
    return regions;
  }

  private static void divide(List<PdfWord> words, int depth, List<List<PdfLine>> regions) {
    if (words.isEmpty()) {
      return;
    }
    List<PdfLine> lines = PdfLine.of(words);
    OptionalDouble gutter = depth == DEEPEST ? OptionalDouble.empty() : gutter(lines);
    if (gutter.isEmpty()) {
      regions.add(lines);
      return;
    }
    float x = (float) gutter.getAsDouble();
    var across = new ArrayList<PdfWord>();
    var left = new ArrayList<PdfWord>();
    var right = new ArrayList<PdfWord>();
    for (PdfLine line : lines) {
      if (crosses(line, x)) {
        divide(left, depth + 1, regions);
        divide(right, depth + 1, regions);
        left.clear();
        right.clear();
        across.addAll(line.words());
      } else {
        divide(across, DEEPEST, regions);
        across.clear();
        for (PdfWord word : line.words()) {
          (word.right() <= x ? left : right).add(word);
        }
      }
    }
    divide(across, DEEPEST, regions);
    divide(left, depth + 1, regions);
    divide(right, depth + 1, regions);
  }

  private static boolean crosses(PdfLine line, float x) {
    for (PdfWord word : line.words()) {
      if (word.left() < x + HALF_BAND && word.right() > x - HALF_BAND) {
        return true;
      }
    }
    return false;
  }

  private static OptionalDouble gutter(List<PdfLine> lines) {
    float from = Float.MAX_VALUE;
    float to = 0;
    for (PdfLine line : lines) {
      from = Math.min(from, line.left());
      to = Math.max(to, line.right());
    }
    int best = 0;
    float first = 0;
    float last = 0;
    for (float x = from + 0.2f * (to - from); x < from + 0.8f * (to - from); x += STEP) {
      int support = new Sides(lines, x, from, to).support();
      if (support > best) {
        best = support;
        first = x;
      }
      if (support == best) {
        last = x;
      }
    }
    return best == 0 ? OptionalDouble.empty() : OptionalDouble.of((first + last) / 2);
  }

  /// What stands to the left and to the right of a possible gutter.
  private static final class Sides {
    private final Side left = new Side();
    private final Side right = new Side();
    private final float leftWidth;
    private final float rightWidth;

    Sides(List<PdfLine> lines, float x, float from, float to) {
      leftWidth = x - from;
      rightWidth = to - x;
      for (PdfLine line : lines) {
        if (!line.isTable() && !crosses(line, x)) {
          left.add(line, word -> word.right() <= x);
          right.add(line, word -> word.left() >= x);
        }
      }
    }

    // How many lines speak for the gutter; none if either side is no column of text.
    int support() {
      boolean columns =
          left.isText(leftWidth)
              && right.isText(rightWidth)
              && left.bottom > right.top
              && right.bottom > left.top;
      return columns ? Math.min(left.lines, right.lines) : 0;
    }
  }

  private static final class Side {
    private int lines;
    private int letters;
    private float filled;
    private float top = Float.MAX_VALUE;
    private float bottom;

    void add(PdfLine line, Predicate<PdfWord> here) {
      boolean any = false;
      for (PdfWord word : line.words()) {
        if (here.test(word)) {
          any = true;
          letters += word.text().length();
          filled += word.right() - word.left();
          top = Math.min(top, word.top());
          bottom = Math.max(bottom, word.bottom());
        }
      }
      lines += any ? 1 : 0;
    }

    boolean isText(float width) {
      return lines >= FEWEST_LINES
          && letters >= FEWEST_LETTERS * lines
          && filled >= FEWEST_FILLED * width * lines;
    }
  }
}
