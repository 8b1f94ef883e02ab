package io.deepsearch4j.documents;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.xwpf.usermodel.IBody;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.IRunElement;
import org.apache.poi.xwpf.usermodel.XWPFAbstractFootnoteEndnote;
import org.apache.poi.xwpf.usermodel.XWPFChart;
import org.apache.poi.xwpf.usermodel.XWPFComment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFHyperlink;
import org.apache.poi.xwpf.usermodel.XWPFHyperlinkRun;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFSDT;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPr;
import org.w3c.dom.Node;

/// Writes a DOCX document block by block: headings by style, lists, tables, notes, links; text that
/// a tracked change deletes is left out, text that it inserts is kept.
final class WordText {
  private static final Pattern HEADING_STYLE = Pattern.compile("heading ?([1-9])");
  private static final Set<String> DELETIONS = Set.of("del", "moveFrom");
  private static final Set<String> CAPTION_STYLES = Set.of("caption", "tabletitle", "table title");

  private final Source source;
  private final DocumentBuilder builder;
  private final WordHeadings path = new WordHeadings();
  private final PendingCaption caption;
  private int tables;

  WordText(Source source, DocumentBuilder builder) {
    this.source = source;
    this.builder = builder;
    this.caption = new PendingCaption(builder);
  }

  void write() throws IOException {
    try (var document = new XWPFDocument(new ByteArrayInputStream(source.bytes()))) {
      OfficeProperties.apply(document.getProperties(), builder);
      for (IBodyElement element : document.getBodyElements()) {
        element(element, document);
      }
      caption.flush();
      for (XWPFChart chart : document.getCharts()) {
        ChartTable.write(chart, "chart " + ++tables, builder);
      }
      document.getFootnotes().forEach(this::note);
      document.getEndnotes().forEach(this::note);
      comments(document);
    }
  }

  private void element(IBodyElement element, XWPFDocument document) {
    if (element instanceof XWPFParagraph paragraph) {
      paragraph(paragraph, document);
    } else if (element instanceof XWPFTable table) {
      table(table);
    } else if (element instanceof XWPFSDT control && control.getContent() != null) {
      caption.flush();
      control
          .getContent()
          .getText()
          .lines()
          .forEach(line -> builder.block(Block.Kind.PARAGRAPH, line, path.locator()));
    }
  }

  private void paragraph(XWPFParagraph paragraph, XWPFDocument document) {
    String text = DocumentBuilder.clean(text(paragraph));
    if (text.isEmpty()) {
      return;
    }
    String style = style(paragraph, document);
    int level = headingLevel(paragraph, style);
    int start;
    if (level > 0) {
      caption.flush();
      start = builder.position();
      builder.heading(level, text, path.enter(level, text));
    } else if (caption.takes(text, CAPTION_STYLES.contains(style), path.locator())) {
      start = builder.position();
    } else {
      caption.flush();
      boolean listed = paragraph.getNumID() != null || style.startsWith("list");
      Block.Kind kind = listed ? Block.Kind.LIST_ITEM : Block.Kind.PARAGRAPH;
      start = builder.block(kind, text, path.locator());
    }
    links(paragraph, document, text, start);
  }

  private static String style(XWPFParagraph paragraph, XWPFDocument document) {
    String id = paragraph.getStyleID();
    if (id == null) {
      return "";
    }
    XWPFStyle style = document.getStyles() == null ? null : document.getStyles().getStyle(id);
    String name = style == null || style.getName() == null ? id : style.getName();
    return name.toLowerCase(Locale.ROOT);
  }

  private static int headingLevel(XWPFParagraph paragraph, String style) {
    if (style.equals("title")) {
      return 1;
    }
    Matcher heading = HEADING_STYLE.matcher(style);
    if (heading.lookingAt()) {
      return Integer.parseInt(heading.group(1));
    }
    CTPPr properties = paragraph.getCTP().getPPr();
    if (properties != null && properties.isSetOutlineLvl()) {
      int outline = properties.getOutlineLvl().getVal().intValue();
      return outline >= 0 && outline < 9 ? outline + 1 : 0;
    }
    return 0;
  }

  private static String text(XWPFParagraph paragraph) {
    var text = new StringBuilder();
    for (IRunElement run : paragraph.getIRuns()) {
      if (run instanceof XWPFRun written && !isDeleted(written)) {
        text.append(written.text());
      } else if (run instanceof XWPFSDT control && control.getContent() != null) {
        text.append(control.getContent().getText());
      }
    }
    return text.toString();
  }

  private static boolean isDeleted(XWPFRun run) {
    Node parent = run.getCTR().getDomNode().getParentNode();
    for (int depth = 0; parent != null && depth < 4; depth++) {
      if (DELETIONS.contains(String.valueOf(parent.getLocalName()))) {
        return true;
      }
      parent = parent.getParentNode();
    }
    return false;
  }

  private void links(XWPFParagraph paragraph, XWPFDocument document, String text, int start) {
    int from = 0;
    for (IRunElement run : paragraph.getIRuns()) {
      if (run instanceof XWPFHyperlinkRun link
          && link.getHyperlinkId() != null
          && !isDeleted(link)) {
        XWPFHyperlink target = link.getHyperlink(document);
        String anchor = DocumentBuilder.clean(link.text());
        int at = anchor.isEmpty() ? -1 : text.indexOf(anchor, from);
        int place = Math.max(at, 0);
        from = at < 0 ? from : at + anchor.length();
        if (target != null && target.getURL() != null) {
          FileLinks.resolve(source.url(), target.getURL())
              .ifPresent(
                  url ->
                      builder.link(
                          url,
                          anchor,
                          FileLinks.context(path.nearest(), text, place, anchor.length()),
                          "",
                          FileLinks.kind(url),
                          start + place));
        }
      }
    }
  }

  private void table(XWPFTable table) {
    tables++;
    List<List<String>> rows = WordGrid.of(table, WordText::cellText);
    caption.table("table " + tables, rows);
  }

  // Text in a cell, tables inside of it included.
  private static String cellText(IBody cell) {
    var text = new StringBuilder();
    for (XWPFParagraph paragraph : cell.getParagraphs()) {
      text.append(text.isEmpty() ? "" : " ").append(text(paragraph));
    }
    for (XWPFTable inner : cell.getTables()) {
      text.append(' ').append(inner.getText().replace('\t', ' '));
    }
    return text.toString();
  }

  private void note(XWPFAbstractFootnoteEndnote note) {
    var text = new ArrayList<String>();
    note.getParagraphs().forEach(paragraph -> text.add(text(paragraph)));
    builder.block(
        Block.Kind.FOOTNOTE, String.join(" ", text), new Locator.Section(List.of("footnotes")));
  }

  private void comments(XWPFDocument document) {
    XWPFComment[] comments = document.getComments();
    if (comments == null) {
      return;
    }
    for (XWPFComment comment : comments) {
      String author = comment.getAuthor() == null ? "" : comment.getAuthor() + ": ";
      builder.block(
          Block.Kind.NOTE, author + comment.getText(), new Locator.Section(List.of("comments")));
    }
  }
}
