package io.deepsearch4j.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Merges a table with its continuation at the head of the next page: the same columns at the same
/// places, nothing between but a page number or a "continued"; a repeated header is dropped.
final class PdfContinuedTables {
  private static final Pattern BETWEEN =
      Pattern.compile(
          "(?i)(?:page )?[-–\\d\\s/of]{1,12}|.{0,80}(?:continued|cont[’']?d|续表|(续)).{0,20}");

  private final List<PdfPiece> pieces;

  PdfContinuedTables(List<PdfPiece> pieces) {
    this.pieces = pieces;
  }

  List<PdfPiece> merged() {
    var merged = new ArrayList<PdfPiece>();
    int lastPage = 0;
    for (int i = 0; i < pieces.size(); i++) {
      PdfPiece piece = pieces.get(i);
      int above = lastGrid(merged);
      if (piece instanceof PdfPiece.Grid grid
          && above >= 0
          && merged.get(above) instanceof PdfPiece.Grid first
          && grid.page() == lastPage + 1
          && goesOn(first, grid)) {
        // What stood between is said by the merged table itself.
        merged.subList(above + 1, merged.size()).clear();
        merged.set(above, joined(first, grid));
        lastPage = grid.page();
      } else {
        merged.add(piece);
        lastPage = piece instanceof PdfPiece.Grid grid ? grid.page() : lastPage;
      }
    }
    return merged;
  }

  private static int lastGrid(List<PdfPiece> merged) {
    for (int i = merged.size() - 1; i >= 0; i--) {
      switch (merged.get(i)) {
        case PdfPiece.Grid _ -> {
          return i;
        }
        case PdfPiece.Paragraph paragraph -> {
          if (paragraph.lines().size() > 1
              || !BETWEEN.matcher(paragraph.lines().getFirst()).matches()) {
            return -1;
          }
        }
      }
    }
    return -1;
  }

  private static boolean goesOn(PdfPiece.Grid first, PdfPiece.Grid next) {
    return next.table().hasColumnsOf(first.table());
  }

  private static PdfPiece.Grid joined(PdfPiece.Grid first, PdfPiece.Grid next) {
    var rows = new ArrayList<>(first.table().rows());
    List<List<String>> more = next.table().rows();
    GridShape shape = GridShape.of(first.table().rows());
    int header = shape.bodyStart() + shape.headerRows();
    int skipped = 0;
    while (skipped < header
        && skipped < more.size()
        && more.get(skipped).equals(first.table().rows().get(skipped))) {
      skipped++;
    }
    rows.addAll(more.subList(skipped, more.size()));
    PdfTable table = first.table();
    return new PdfPiece.Grid(
        first.page(),
        first.number(),
        new PdfTable(
            table.left(), table.top(), table.right(), table.bottom(), table.edges(), rows));
  }
}
