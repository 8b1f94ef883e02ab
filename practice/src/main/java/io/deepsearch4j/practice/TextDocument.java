package io.deepsearch4j.practice;

import java.util.List;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;

/// Adds headings, paragraphs and tables to a DOCX file.
final class TextDocument implements ReportPaper {
  private final XWPFDocument document;

  TextDocument(XWPFDocument document) {
    this.document = document;
  }

  @Override
  public void heading(int level, String words) {
    XWPFParagraph paragraph = document.createParagraph();
    paragraph.setStyle("Heading" + level);
    XWPFRun run = paragraph.createRun();
    run.setBold(true);
    run.setFontSize(20 - 3 * level);
    run.setText(words);
  }

  @Override
  public void paragraph(String words) {
    document.createParagraph().createRun().setText(words);
  }

  @Override
  public void table(List<String> header, List<List<String>> rows) {
    XWPFTable table = document.createTable(rows.size() + 1, header.size());
    fill(table, 0, header);
    table.getRow(0).setRepeatHeader(true);
    for (int i = 0; i < rows.size(); i++) {
      fill(table, i + 1, rows.get(i));
    }
  }

  private static void fill(XWPFTable table, int row, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      table.getRow(row).getCell(i).setText(cells.get(i));
    }
  }
}
