package io.deepsearch4j.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Joins the lines of one column into paragraphs by what sets them apart: space, indent, font,
/// bullets, and a short line that ends a sentence.
final class PdfParagraphs {
  private static final Pattern BULLET =
      Pattern.compile("(?:[•‣▪◦●○■□–—·*-]|\\(?\\d{1,2}[.)]|\\([a-z]\\))\\s.*");
  private static final String SENTENCE_ENDS = ".!?:;\u3002\uff01\uff1f\uff1a\uff1b";

  private final List<PdfLine> lines;
  private final float left;
  private final float right;
  private final float pitch;
  private final boolean hanging;

  PdfParagraphs(List<PdfLine> lines) {
    this.lines = lines;
    float mostLeft = Float.MAX_VALUE;
    float mostRight = 0;
    for (PdfLine line : lines) {
      mostLeft = Math.min(mostLeft, line.left());
      mostRight = Math.max(mostRight, line.right());
    }
    left = mostLeft;
    right = mostRight;
    pitch = medianPitch();
    int indented = 0;
    for (PdfLine line : lines) {
      indented += isIndented(line) ? 1 : 0;
    }
    hanging = 2 * indented > lines.size();
  }

  private float medianPitch() {
    var pitches = new ArrayList<Float>();
    for (int i = 1; i < lines.size(); i++) {
      float step = lines.get(i).bottom() - lines.get(i - 1).bottom();
      if (step > 0) {
        pitches.add(step);
      }
    }
    pitches.sort(null);
    return pitches.isEmpty() ? 0 : pitches.get(pitches.size() / 2);
  }

  private boolean isIndented(PdfLine line) {
    return line.left() > left + 0.8f * line.size();
  }

  /// Groups of lines, one per paragraph; the place of a table is a group of its own.
  List<List<PdfLine>> groups() {
    var groups = new ArrayList<List<PdfLine>>();
    for (PdfLine line : lines) {
      if (groups.isEmpty() || startsParagraph(groups.getLast().getLast(), line)) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(line);
    }
    return groups;
  }

  static boolean isBulleted(String text) {
    return BULLET.matcher(text).matches();
  }

  private boolean startsParagraph(PdfLine before, PdfLine line) {
    if (before.isTable() || line.isTable()) {
      return true;
    }
    boolean otherFont =
        Math.abs(before.size() - line.size()) > 0.1f * line.size() || before.bold() != line.bold();
    float step = line.bottom() - before.bottom();
    // Between lines of a paragraph there is at most about one empty line's worth of leading.
    boolean gap = step > 1.3f * pitch || step > 2.6f * line.size();
    if (otherFont || gap || isBulleted(line.text())) {
      return true;
    }
    boolean indent =
        hanging ? !isIndented(line) && isIndented(before) : isIndented(line) && !isIndented(before);
    boolean shortBefore = before.right() < right - 0.25f * (right - left);
    String text = before.text();
    boolean ended = SENTENCE_ENDS.indexOf(text.charAt(text.length() - 1)) >= 0;
    return indent || (shortBefore && ended);
  }
}
