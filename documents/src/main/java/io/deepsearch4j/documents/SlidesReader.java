package io.deepsearch4j.documents;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.sl.usermodel.Comment;
import org.apache.poi.sl.usermodel.GroupShape;
import org.apache.poi.sl.usermodel.Hyperlink;
import org.apache.poi.sl.usermodel.Notes;
import org.apache.poi.sl.usermodel.Shape;
import org.apache.poi.sl.usermodel.Slide;
import org.apache.poi.sl.usermodel.SlideShow;
import org.apache.poi.sl.usermodel.TableCell;
import org.apache.poi.sl.usermodel.TableShape;
import org.apache.poi.sl.usermodel.TextParagraph;
import org.apache.poi.sl.usermodel.TextRun;
import org.apache.poi.sl.usermodel.TextShape;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFGraphicFrame;

/// Reads slides (PPTX and PPT) one by one: title, text, tables, the figures of charts, notes.
final class SlidesReader {
  Reading read(BinaryType type, Source source) throws IOException {
    var builder = new DocumentBuilder(type.mediaType());
    var bytes = new ByteArrayInputStream(source.bytes());
    if (type == BinaryType.PPT) {
      try (var show = new HSLFSlideShow(bytes)) {
        OfficeProperties.apply(show, builder);
        new Slides<>(show, source, builder).write();
      }
    } else {
      try (var show = new XMLSlideShow(bytes)) {
        OfficeProperties.apply(show.getProperties(), builder);
        new Slides<>(show, source, builder).write();
      }
    }
    return new Reading.Read(builder.build());
  }

  /// Walks the slides of either format through what both have in common.
  private static final class Slides<
      S extends Shape<S, P>, P extends TextParagraph<S, P, ? extends TextRun>> {
    private static final int DEEPEST_GROUP = 20;

    private final SlideShow<S, P> show;
    private final Source source;
    private final DocumentBuilder builder;
    private int slideNumber;
    private int tables;

    Slides(SlideShow<S, P> show, Source source, DocumentBuilder builder) {
      this.show = show;
      this.source = source;
      this.builder = builder;
    }

    void write() throws IOException {
      for (Slide<S, P> slide : show.getSlides()) {
        slideNumber++;
        tables = 0;
        slide(slide);
      }
    }

    private void slide(Slide<S, P> slide) throws IOException {
      boolean visible = !slide.isHidden();
      if (!visible) {
        builder.remark("Slide " + slideNumber + " is hidden in the presentation.");
      }
      String title = slide.getTitle() == null ? "" : DocumentBuilder.clean(slide.getTitle());
      if (visible) {
        builder.heading(1, title, locator());
      } else {
        block(Block.Kind.PARAGRAPH, title, false);
      }
      for (S shape : slide.getShapes()) {
        shape(shape, title, visible, 0);
      }
      Notes<S, P> notes = slide.getNotes();
      if (notes != null) {
        for (List<P> paragraphs : notes.getTextParagraphs()) {
          paragraphs.forEach(paragraph -> block(Block.Kind.NOTE, text(paragraph), visible));
        }
      }
      for (Comment comment : slide.getComments()) {
        block(Block.Kind.NOTE, comment.getAuthor() + ": " + comment.getText(), visible);
      }
    }

    private Locator locator() {
      return new Locator.Slide(slideNumber);
    }

    private int block(Block.Kind kind, String text, boolean visible) {
      return visible
          ? builder.block(kind, text, locator())
          : builder.hiddenBlock(kind, text, locator());
    }

    private void shape(S shape, String title, boolean visible, int depth) throws IOException {
      if (shape instanceof TableShape<?, ?>) {
        @SuppressWarnings("unchecked")
        var table = (TableShape<S, P>) shape;
        table(table);
      } else if (shape instanceof TextShape<?, ?>) {
        @SuppressWarnings("unchecked")
        var text = (TextShape<S, P>) shape;
        text(text, title, visible);
      } else if (shape instanceof GroupShape<?, ?> && depth < DEEPEST_GROUP) {
        @SuppressWarnings("unchecked")
        var group = (GroupShape<S, P>) shape;
        for (S inner : group.getShapes()) {
          shape(inner, title, visible, depth + 1);
        }
      } else if (shape instanceof XSLFGraphicFrame frame && frame.hasChart()) {
        tables++;
        ChartTable.write(frame.getChart(), "slide " + slideNumber + " chart " + tables, builder);
      }
    }

    private void text(TextShape<S, P> shape, String title, boolean visible) {
      if (!title.isEmpty() && DocumentBuilder.clean(shape.getText()).equals(title)) {
        return;
      }
      for (P paragraph : shape.getTextParagraphs()) {
        String text = DocumentBuilder.clean(text(paragraph));
        boolean listed = paragraph.getBulletStyle() != null;
        int start = block(listed ? Block.Kind.LIST_ITEM : Block.Kind.PARAGRAPH, text, visible);
        for (TextRun run : paragraph.getTextRuns()) {
          link(run, title, text, start);
        }
      }
    }

    private void link(TextRun run, String title, String text, int start) {
      Hyperlink<?, ?> link = run.getHyperlink();
      if (link == null || link.getAddress() == null) {
        return;
      }
      String anchor = DocumentBuilder.clean(run.getRawText());
      int at = Math.max(0, text.indexOf(anchor));
      FileLinks.resolve(source.url(), link.getAddress())
          .ifPresent(
              url ->
                  builder.link(
                      url,
                      anchor,
                      FileLinks.context(title, text, at, anchor.length()),
                      "",
                      FileLinks.kind(url),
                      start + at));
    }

    private static String text(TextParagraph<?, ?, ? extends TextRun> paragraph) {
      var text = new StringBuilder();
      for (TextRun run : paragraph.getTextRuns()) {
        // A vertical tab is how slides write a line break within a paragraph.
        text.append(run.getRawText() == null ? "" : run.getRawText().replace('\u000b', '\n'));
      }
      return text.toString();
    }

    private void table(TableShape<S, P> table) {
      tables++;
      var rows = new ArrayList<List<String>>();
      for (int r = 0; r < table.getNumberOfRows(); r++) {
        var row = new ArrayList<String>();
        for (int c = 0; c < table.getNumberOfColumns(); c++) {
          row.add(cell(table, rows, row, r, c));
        }
        rows.add(row);
      }
      new PendingCaption(builder).table("slide " + slideNumber + " table " + tables, rows);
    }

    // A cell that is covered by a merged one says what its neighbour to the left or above says.
    private String cell(
        TableShape<S, P> table, List<List<String>> above, List<String> left, int r, int c) {
      TableCell<S, P> cell = table.getCell(r, c);
      if (cell != null && !cell.isMerged()) {
        return DocumentBuilder.clean(cell.getText());
      }
      TableCell<S, P> before = c == 0 ? null : table.getCell(r, c - 1);
      boolean spansHere = before != null && (before.isMerged() || before.getGridSpan() > 1);
      if (spansHere && !left.isEmpty()) {
        return left.getLast();
      }
      return above.isEmpty() ? "" : above.getLast().get(c);
    }
  }
}
