package io.deepsearch4j.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Lets lines flow down one sheet after the other, each footnote onto the sheet that first refers
/// to it. Footnotes that find no room there are continued on the next sheet.
final class PdfFlow {
  static final float LEFT = 62;
  static final float COLUMN = PdfSheet.WIDTH - 2 * LEFT;

  private static final float TOP = PdfSheet.HEIGHT - 62;
  private static final float BOTTOM = 62;
  private static final float NOTE_LEADING = 10;
  private static final float NOTE_GAP = 12;
  private static final float MOST_NOTES = (TOP - BOTTOM) * 0.6f;

  private final List<PdfSheet> sheets = new ArrayList<>();
  private final Map<Integer, List<PdfLine>> notes;
  private final Set<Integer> placed = new HashSet<>();
  private final Deque<PdfLine> carried = new ArrayDeque<>();
  private final List<PdfLine> below = new ArrayList<>();
  private PdfSheet sheet = new PdfSheet();
  private float y = TOP;

  /// @param notes the lines of each footnote
  PdfFlow(Map<Integer, List<PdfLine>> notes) {
    this.notes = Map.copyOf(notes);
  }

  /// A line, with the footnotes it is the first to refer to.
  void line(PdfLine line, float indent, float leading) {
    List<PdfLine> fresh = fresh(line);
    float wanted = Math.min(fresh.size() * NOTE_LEADING, MOST_NOTES / 2);
    if (!fits(leading + wanted + NOTE_GAP)) {
      turn();
    }
    y -= leading;
    sheet.place(LEFT + indent, y, line);
    line.marks().forEach(placed::add);
    carried.addAll(fresh);
    settle();
  }

  private List<PdfLine> fresh(PdfLine line) {
    return line.marks().stream()
        .distinct()
        .filter(mark -> !placed.contains(mark))
        .flatMap(mark -> notes.getOrDefault(mark, List.of()).stream())
        .toList();
  }

  /// Lines side by side, at these places from the left.
  void row(List<PdfLine> cells, List<Float> places, float leading) {
    y -= leading;
    for (int i = 0; i < cells.size(); i++) {
      sheet.place(LEFT + places.get(i), y, cells.get(i));
    }
  }

  void rule() {
    y -= 3;
    sheet.rule(LEFT, y, COLUMN);
  }

  void gap(float height) {
    y -= height;
  }

  /// Whether so much still has room on this sheet.
  boolean fits(float height) {
    return y - height >= BOTTOM + belowHeight();
  }

  /// Begins a new sheet.
  void turn() {
    finish();
    sheet = new PdfSheet();
    below.clear();
    y = TOP;
    settle();
  }

  /// Where the next line will stand.
  float top() {
    return y;
  }

  /// Which sheet it will stand on, from 0.
  int sheetNumber() {
    return sheets.size();
  }

  /// Ends the last sheet; answers all.
  List<PdfSheet> sheets() {
    while (!carried.isEmpty()) {
      turn();
    }
    finish();
    return List.copyOf(sheets);
  }

  /// Moves footnotes to the foot of this sheet, as many as fit.
  private void settle() {
    while (!carried.isEmpty()
        && belowHeight() < MOST_NOTES
        && y - BOTTOM - belowHeight() >= NOTE_LEADING + NOTE_GAP) {
      below.add(carried.removeFirst());
    }
  }

  private float belowHeight() {
    return below.isEmpty() ? 0 : below.size() * NOTE_LEADING + NOTE_GAP;
  }

  private void finish() {
    float at = BOTTOM + below.size() * NOTE_LEADING;
    if (!below.isEmpty()) {
      sheet.rule(LEFT, at + NOTE_GAP / 3, COLUMN / 3);
    }
    for (PdfLine line : below) {
      at -= NOTE_LEADING;
      sheet.place(LEFT, at, line);
    }
    sheets.add(sheet);
  }
}
