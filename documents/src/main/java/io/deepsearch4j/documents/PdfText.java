package io.deepsearch4j.documents;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/// Writes what the pages of a PDF hold: headings, paragraphs, tables with what stands above them.
final class PdfText {
  private static final float HEADING_SIZE = 1.15f;
  private static final int LONGEST_HEADING = 200;
  private static final int LONGEST_BOLD_HEADING = 100;
  private static final int LONGEST_CAPTION = 250;

  private final DocumentBuilder builder;
  private final Source source;
  private final PdfContents contents;
  private final LineJoiner joiner;
  private final List<Written> written = new ArrayList<>();
  private final NavigableSet<Float> headingSizes = new TreeSet<>();
  private final float bodySize;
  private final boolean titled;
  private String titleSoFar = "";
  private float titleSize;

  private record Written(int page, int start, String text, String heading) {}

  PdfText(DocumentBuilder builder, Source source, PdfContents contents, boolean titled) {
    this.titled = titled;
    this.builder = builder;
    this.source = source;
    this.contents = contents;
    this.bodySize = contents.bodySize();
    this.joiner = LineJoiner.knowing(contents.pieces());
    for (PdfPiece piece : contents.pieces()) {
      if (piece instanceof PdfPiece.Paragraph paragraph && isLarge(paragraph)) {
        headingSizes.add(PdfContents.rounded(paragraph.size()));
      }
    }
  }

  void write() {
    List<PdfPiece> pieces = new PdfContinuedTables(contents.pieces()).merged();
    String heading = "";
    for (int i = 0; i < pieces.size(); i++) {
      switch (pieces.get(i)) {
        case PdfPiece.Grid grid -> table(grid, List.of());
        case PdfPiece.Paragraph paragraph -> {
          int grid = captionedTable(pieces, i);
          if (grid > i) {
            table((PdfPiece.Grid) pieces.get(grid), pieces.subList(i, grid));
            i = grid;
          } else {
            heading = paragraph(paragraph, heading);
          }
        }
      }
    }
    if (!titled) {
      builder.title(titleSoFar);
    }
    links();
  }

  // Where the lines from here on are the caption or unit note of a table below them: its index.
  private int captionedTable(List<PdfPiece> pieces, int from) {
    int to = from;
    boolean caption = false;
    while (to < pieces.size()
        && to < from + 3
        && pieces.get(to) instanceof PdfPiece.Paragraph paragraph
        && paragraph.length() <= LONGEST_CAPTION
        && paragraph.page() == pieces.get(from).page()) {
      String text = joiner.joined(paragraph.lines());
      boolean says = PendingCaption.isNumbered(text) || !UnitLines.in(text).isEmpty();
      if (to == from && !says) {
        return -1;
      }
      caption |= says;
      to++;
    }
    boolean isAbove =
        caption
            && to < pieces.size()
            && pieces.get(to) instanceof PdfPiece.Grid grid
            && grid.page() == pieces.get(from).page();
    return isAbove ? to : -1;
  }

  private void table(PdfPiece.Grid grid, List<PdfPiece> above) {
    var caption = new PendingCaption(builder);
    for (PdfPiece piece : above) {
      if (piece instanceof PdfPiece.Paragraph paragraph) {
        var locator = new Locator.Page(grid.page());
        int last = paragraph.lines().size() - 1;
        boolean noted = last > 0 && UnitLines.isOnlyNote(paragraph.lines().get(last));
        caption.takes(
            joiner.joined(noted ? paragraph.lines().subList(0, last) : paragraph.lines()),
            true,
            locator);
        if (noted) {
          caption.takes(paragraph.lines().get(last), true, locator);
        }
      }
    }
    int start = builder.position();
    caption.table("p." + grid.page() + " table " + grid.number(), grid.table().rows());
    written.add(new Written(grid.page(), start, "", ""));
  }

  private String paragraph(PdfPiece.Paragraph paragraph, String heading) {
    String text = DocumentBuilder.clean(joiner.joined(paragraph.lines()));
    var locator = new Locator.Page(paragraph.page());
    int level = headingLevel(paragraph, text);
    if (level > 0) {
      int start = builder.heading(level, text, locator);
      written.add(new Written(paragraph.page(), start, text, text));
      if (paragraph.page() == 1 && paragraph.size() > titleSize && isLarge(paragraph)) {
        titleSoFar = text;
        titleSize = paragraph.size();
      }
      return text;
    }
    Block.Kind kind = paragraph.listed() ? Block.Kind.LIST_ITEM : Block.Kind.PARAGRAPH;
    if (PendingCaption.isNumbered(text)) {
      kind = Block.Kind.CAPTION;
    }
    int start = builder.block(kind, text, locator);
    written.add(new Written(paragraph.page(), start, text, heading));
    return heading;
  }

  private boolean isLarge(PdfPiece.Paragraph paragraph) {
    return paragraph.size() >= HEADING_SIZE * bodySize
        && paragraph.lines().size() <= 3
        && paragraph.length() <= LONGEST_HEADING
        && hasLetter(paragraph);
  }

  private static boolean hasLetter(PdfPiece.Paragraph paragraph) {
    return paragraph.lines().stream().anyMatch(line -> line.chars().anyMatch(Character::isLetter));
  }

  private int headingLevel(PdfPiece.Paragraph paragraph, String text) {
    Integer outlined =
        text.length() <= LONGEST_HEADING ? contents.outline().get(PdfOutline.key(text)) : null;
    if (outlined != null) {
      return outlined;
    }
    if (isLarge(paragraph)) {
      return Math.min(headingSizes.tailSet(PdfContents.rounded(paragraph.size()), true).size(), 6);
    }
    boolean boldLine =
        paragraph.bold()
            && paragraph.size() >= 0.95f * bodySize
            && paragraph.lines().size() <= 2
            && text.length() <= LONGEST_BOLD_HEADING
            && hasLetter(paragraph)
            && !text.endsWith(".")
            && !PendingCaption.isNumbered(text);
    return boldLine ? Math.min(headingSizes.size() + 1, 6) : 0;
  }

  private void links() {
    Map<Integer, List<Written>> byPage = new HashMap<>();
    written.forEach(one -> byPage.computeIfAbsent(one.page(), _ -> new ArrayList<>()).add(one));
    for (PdfLinks.Found link : contents.links()) {
      String anchor = DocumentBuilder.clean(link.anchor());
      Written place = null;
      int at = -1;
      for (Written one : byPage.getOrDefault(link.page(), List.of())) {
        place = place == null ? one : place;
        int found = anchor.isEmpty() ? -1 : one.text().indexOf(anchor);
        if (found >= 0) {
          place = one;
          at = found;
          break;
        }
      }
      int start = place == null ? 0 : place.start() + Math.max(at, 0);
      String context =
          place == null
              ? anchor
              : FileLinks.context(place.heading(), place.text(), Math.max(at, 0), anchor.length());
      FileLinks.resolve(source.url(), link.target())
          .ifPresent(url -> builder.link(url, anchor, context, "", FileLinks.kind(url), start));
    }
  }
}
