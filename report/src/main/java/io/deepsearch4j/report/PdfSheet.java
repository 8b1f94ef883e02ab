package io.deepsearch4j.report;

import java.util.ArrayList;
import java.util.List;

/// A page on which everything has its place and nothing is painted yet. Not safe to share.
final class PdfSheet {
  /// A4, in points.
  static final float WIDTH = 595.28f;

  static final float HEIGHT = 841.89f;

  private final List<Placed> lines = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();

  /// A line of text at its place; `y` is its baseline, counted from below.
  record Placed(float x, float y, PdfLine line) {}

  /// A thin line from left to right.
  record Rule(float x, float y, float width) {}

  void place(float x, float y, PdfLine line) {
    lines.add(new Placed(x, y, line));
  }

  void rule(float x, float y, float width) {
    rules.add(new Rule(x, y, width));
  }

  List<Placed> lines() {
    return lines;
  }

  List<Rule> rules() {
    return rules;
  }
}
