package io.deepsearch4j.documents;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.hwpf.HWPFDocument;
import org.apache.poi.hwpf.model.StyleDescription;
import org.apache.poi.hwpf.usermodel.CharacterRun;
import org.apache.poi.hwpf.usermodel.Paragraph;
import org.apache.poi.hwpf.usermodel.Range;
import org.apache.poi.hwpf.usermodel.Table;
import org.apache.poi.hwpf.usermodel.TableRow;

/// Writes an old binary Word document block by block.
final class OldWordText {
  private static final Pattern HEADING = Pattern.compile("heading ([1-9])");
  private static final Pattern LINK =
      Pattern.compile("\\u0013\\s*HYPERLINK\\s+\"([^\"]{1,2000})\"");

  private final Source source;
  private final DocumentBuilder builder;
  private final WordHeadings path = new WordHeadings();
  private final PendingCaption caption;
  private int tables;

  OldWordText(Source source, DocumentBuilder builder) {
    this.source = source;
    this.builder = builder;
    this.caption = new PendingCaption(builder);
  }

  void write() throws IOException {
    try (var document = new HWPFDocument(new ByteArrayInputStream(source.bytes()))) {
      OfficeProperties.apply(document, builder);
      Range range = document.getRange();
      int last = range.numParagraphs();
      for (int i = 0; i < last; i++) {
        Paragraph paragraph = range.getParagraph(i);
        if (paragraph.isInTable()) {
          Table table = range.getTable(paragraph);
          table(table);
          i += Math.max(0, table.numParagraphs() - 1);
        } else {
          paragraph(paragraph, document);
        }
      }
      caption.flush();
      notes(document.getFootnoteRange(), Block.Kind.FOOTNOTE, "footnotes");
      notes(document.getEndnoteRange(), Block.Kind.FOOTNOTE, "footnotes");
      notes(document.getCommentsRange(), Block.Kind.NOTE, "comments");
    }
  }

  private void paragraph(Paragraph paragraph, HWPFDocument document) {
    String raw = written(paragraph);
    String text = DocumentBuilder.clean(Range.stripFields(raw));
    if (text.isEmpty()) {
      return;
    }
    int level = headingLevel(paragraph, document);
    int start = builder.position();
    if (level > 0) {
      caption.flush();
      builder.heading(level, text, path.enter(level, text));
    } else if (!caption.takes(text, false, path.locator())) {
      caption.flush();
      Block.Kind kind = paragraph.isInList() ? Block.Kind.LIST_ITEM : Block.Kind.PARAGRAPH;
      start = builder.block(kind, text, path.locator());
    }
    Matcher link = LINK.matcher(raw);
    while (link.find()) {
      int at = start;
      FileLinks.resolve(source.url(), link.group(1))
          .ifPresent(
              url ->
                  builder.link(
                      url,
                      "",
                      FileLinks.context(path.nearest(), text, 0, 40),
                      "",
                      FileLinks.kind(url),
                      at));
    }
  }

  private static String written(Range range) {
    var text = new StringBuilder();
    for (int i = 0; i < range.numCharacterRuns(); i++) {
      CharacterRun run = range.getCharacterRun(i);
      if (!run.isMarkedDeleted()) {
        text.append(run.text());
      }
    }
    return text.toString();
  }

  private static int headingLevel(Paragraph paragraph, HWPFDocument document) {
    StyleDescription style =
        document.getStyleSheet().getStyleDescription(paragraph.getStyleIndex());
    String name = style == null || style.getName() == null ? "" : style.getName();
    Matcher heading = HEADING.matcher(name.toLowerCase(Locale.ROOT));
    if (heading.find()) {
      return Integer.parseInt(heading.group(1));
    }
    return name.equalsIgnoreCase("title") ? 1 : 0;
  }

  private void table(Table table) {
    tables++;
    var rows = new ArrayList<List<String>>();
    for (int r = 0; r < table.numRows(); r++) {
      TableRow row = table.getRow(r);
      var cells = new ArrayList<String>();
      for (int c = 0; c < row.numCells(); c++) {
        String text = Range.stripFields(written(row.getCell(c))).replace('\u0007', ' ');
        boolean continued =
            row.getCell(c).isVerticallyMerged() && !row.getCell(c).isFirstVerticallyMerged();
        boolean hasAbove = !rows.isEmpty() && c < rows.getLast().size();
        cells.add(continued && hasAbove ? rows.getLast().get(c) : DocumentBuilder.clean(text));
      }
      rows.add(cells);
    }
    caption.table("table " + tables, rows);
  }

  private void notes(Range range, Block.Kind kind, String section) {
    for (int i = 0; i < range.numParagraphs(); i++) {
      String text = Range.stripFields(written(range.getParagraph(i)));
      builder.block(kind, text, new Locator.Section(List.of(section)));
    }
  }
}
