package io.deepsearch4j.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.xddf.usermodel.chart.AxisPosition;
import org.apache.poi.xddf.usermodel.chart.ChartTypes;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSourcesFactory;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFChart;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTable;
import org.apache.poi.xslf.usermodel.XSLFTextBox;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRunTrackChange;

class OfficeReaderTest {

  @Test
  void readsWordByHeadingsWithTablesNotesAndLinks() throws IOException {
    byte[] file;
    try (var word = new XWPFDocument()) {
      word.getProperties().getCoreProperties().setTitle("Harbour report");
      styled(word, "Results", "0");
      word.createParagraph().createRun().setText("Traffic grew.");
      styled(word, "Revenue", "1");
      XWPFParagraph linked = word.createParagraph();
      linked.createRun().setText("Details are in ");
      linked.createHyperlinkRun("https://other.example/annex.pdf").setText("the annex");
      XWPFParagraph listed = word.createParagraph();
      listed.setNumID(BigInteger.ONE);
      listed.createRun().setText("one item");
      word.createParagraph().createRun().setText("Table 1: Ships per year (in thousands)");
      XWPFTable table = word.createTable(3, 2);
      String[][] cells = {{"Year", "Ships"}, {"2022", "41"}, {"2023", "43"}};
      for (int r = 0; r < 3; r++) {
        for (int c = 0; c < 2; c++) {
          table.getRow(r).getCell(c).setText(cells[r][c]);
        }
      }
      var footnote = word.createFootnote();
      footnote.createParagraph().createRun().setText("Counted by hand.");
      file = saved(word);
    }

    Document document = FileReads.document(file);

    assertThat(document.title()).isEqualTo("Harbour report");
    int at = document.text().indexOf("Details");
    assertThat(document.locatorAt(at)).hasToString("Results > Revenue");
    assertThat(document.links()).hasSize(1);
    assertThat(document.text().substring(document.links().getFirst().start()))
        .startsWith("the annex");
    assertThat(document.blocks())
        .anyMatch(block -> block.kind() == Block.Kind.LIST_ITEM)
        .anyMatch(block -> block.kind() == Block.Kind.FOOTNOTE);
    Table table = document.tables().getFirst();
    assertThat(table.caption()).isEqualTo("Table 1: Ships per year (in thousands)");
    assertThat(table.unitNote()).isEqualTo("in thousands");
    assertThat(FileReads.cellText(document, "table 1!B3")).isEqualTo("43");
    assertThat(document.text()).contains("Counted by hand.");
  }

  private static void styled(XWPFDocument word, String text, String outlineLevel) {
    XWPFParagraph paragraph = word.createParagraph();
    paragraph.createRun().setText(text);
    paragraph.getCTP().addNewPPr().addNewOutlineLvl().setVal(new BigInteger(outlineLevel));
  }

  @Test
  void leavesTrackedDeletionsOutAndKeepsInsertions() throws IOException {
    byte[] file;
    try (var word = new XWPFDocument()) {
      XWPFParagraph paragraph = word.createParagraph();
      paragraph.createRun().setText("The fee is ");
      CTRunTrackChange deleted = paragraph.getCTP().addNewDel();
      deleted.addNewR().addNewDelText().setStringValue("100 euros");
      CTRunTrackChange inserted = paragraph.getCTP().addNewIns();
      inserted.addNewR().addNewT().setStringValue("120 euros");
      file = saved(word);
    }

    Document document = FileReads.document(file);

    assertThat(document.text()).isEqualTo("The fee is 120 euros");
  }

  private static byte[] saved(XWPFDocument word) throws IOException {
    var out = new ByteArrayOutputStream();
    word.write(out);
    return out.toByteArray();
  }

  @Test
  void readsSlidesWithTablesChartsAndNotes() throws IOException {
    byte[] file;
    try (var show = new XMLSlideShow()) {
      show.createSlide();
      XSLFSlide slide = show.createSlide();
      XSLFTextBox box = slide.createTextBox();
      box.setAnchor(new Rectangle(10, 10, 300, 50));
      box.setText("Profit doubled within a year.");
      XSLFTable table = slide.createTable(2, 2);
      table.getCell(0, 0).setText("Quarter");
      table.getCell(0, 1).setText("Profit");
      table.getCell(1, 0).setText("Q1");
      table.getCell(1, 1).setText("12");
      chart(show, slide);
      show.getNotesSlide(slide).getPlaceholder(1).setText("Say this slowly.");
      var out = new ByteArrayOutputStream();
      show.write(out);
      file = out.toByteArray();
    }

    Document document = FileReads.document(file);

    int at = document.text().indexOf("Profit doubled");
    assertThat(document.locatorAt(at)).isEqualTo(new Locator.Slide(2));
    assertThat(FileReads.cellText(document, "slide 2 table 1!B2")).isEqualTo("12");
    assertThat(FileReads.cellText(document, "slide 2 chart 2!B3")).isEqualTo("8.5");
    assertThat(FileReads.cellText(document, "slide 2 chart 2!A3")).isEqualTo("South");
    assertThat(FileReads.cellText(document, "slide 2 chart 2!B1")).isEqualTo("Growth");
    assertThat(document.text()).contains("Say this slowly.");
  }

  private static void chart(XMLSlideShow show, XSLFSlide slide) {
    XSLFChart chart = show.createChart();
    var data =
        chart.createData(
            ChartTypes.BAR,
            chart.createCategoryAxis(AxisPosition.BOTTOM),
            chart.createValueAxis(AxisPosition.LEFT));
    var categories = XDDFDataSourcesFactory.fromArray(new String[] {"North", "South"}, "A2:A3", 0);
    var values = XDDFDataSourcesFactory.fromArray(new Double[] {3.25, 8.5}, "B2:B3", 1);
    data.addSeries(categories, values).setTitle("Growth", chart.setSheetTitle("Growth", 1));
    chart.plot(data);
    slide.addChart(chart, new Rectangle(100, 100, 300, 200));
  }

  @Test
  void readsOldSlides() throws IOException {
    byte[] file;
    try (var show = new HSLFSlideShow()) {
      var slide = show.createSlide();
      slide.addTitle().setText("Old but gold");
      slide.createTextBox().setText("Exports fell by 4 percent.");
      var out = new ByteArrayOutputStream();
      show.write(out);
      file = out.toByteArray();
    }

    Document document = FileReads.document(file);

    assertThat(document.mediaType()).isEqualTo("application/vnd.ms-powerpoint");
    assertThat(document.text()).contains("Old but gold").contains("Exports fell by 4 percent.");
    assertThat(document.blocks()).extracting(Block::locator).contains(new Locator.Slide(1));
    assertThat(List.of(document.text().split("Old but gold", -1))).hasSize(2);
  }
}
