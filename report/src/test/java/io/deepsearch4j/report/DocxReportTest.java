package io.deepsearch4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFootnote;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.junit.jupiter.api.Test;

class DocxReportTest {

  @Test
  void headingsAndTextAreThere() throws IOException {
    try (XWPFDocument word = word(Samples.chinese())) {
      assertThat(styled(word, "Title")).containsExactly("诺霍姆灯塔有多高？");
      assertThat(styled(word, "Heading1")).contains("回答", "逐句核查", "计划", "来源", "账单");
      assertThat(word.getParagraphs().stream().map(XWPFParagraph::getText))
          .anyMatch(text -> text.contains("灯塔高47米，建于1871年。"));
      assertThat(word.getStyles().getStyle("Heading1").getName()).isEqualTo("heading 1");
    }
  }

  @Test
  void footnotesCarryTheNumberOfTheirCitationOnce() throws IOException {
    try (XWPFDocument word = word(Samples.english())) {
      List<String> notes =
          word.getFootnotes().stream()
              .map(XWPFFootnote::getParagraphs)
              .map(all -> all.stream().map(XWPFParagraph::getText).collect(Collectors.joining()))
              .filter(text -> !text.isBlank())
              .toList();

      assertThat(notes).hasSize(2);
      assertThat(notes.getFirst())
          .startsWith("[1] Lighthouse, Facts > Height.")
          .contains("“The lighthouse is 47 m high”");
      assertThat(notes.getLast()).startsWith("[2] History");
      String xml = word.getDocument().xmlText();
      assertThat(xml).contains("customMarkFollows").contains("footnoteReference");
    }
  }

  @Test
  void tablesHoldTheClaimsAndTheBill() throws IOException {
    try (XWPFDocument word = word(Samples.english())) {
      var claims = word.getTables().getFirst();
      var bill = word.getTables().get(1);

      assertThat(claims.getRow(2).getCell(1).getText()).isEqualTo("It was painted in 1990.");
      assertThat(claims.getRow(2).getCell(2).getText()).isEqualTo("partly supported");
      assertThat(bill.getRow(2).getCell(4).getText()).isEqualTo("0.0125");
    }
  }

  @Test
  void onlyWebAddressesAreReachedFromIt() throws IOException {
    try (XWPFDocument word = word(Samples.hostile())) {
      var targets = new ArrayList<String>();
      for (var part : word.getPackage().getParts()) {
        if (!part.isRelationshipPart()) {
          part.getRelationships()
              .iterator()
              .forEachRemaining(
                  one -> {
                    if (one.getTargetMode() == TargetMode.EXTERNAL) {
                      targets.add(one.getTargetURI().toString());
                    }
                  });
        }
      }
      assertThat(targets).isNotEmpty().allMatch("https://a.example/t?x=1&y=2"::equals);
    } catch (InvalidFormatException e) {
      throw new IOException(e);
    }
  }

  @Test
  void itTellsTheTimeOfTheRunAndNotOfTheWriting() throws IOException {
    try (XWPFDocument word = word(Samples.english())) {
      var properties = word.getProperties().getCoreProperties();

      assertThat(properties.getCreated()).isEqualTo(Date.from(Samples.english().run().updated()));
      assertThat(properties.getModified()).isEqualTo(properties.getCreated());
    }
  }

  private static XWPFDocument word(RunRecord record) throws IOException {
    return new XWPFDocument(new ByteArrayInputStream(ReportFormat.DOCX.write(record)));
  }

  private static List<String> styled(XWPFDocument word, String style) {
    return word.getParagraphs().stream()
        .filter(paragraph -> style.equals(paragraph.getStyle()))
        .map(XWPFParagraph::getText)
        .toList();
  }
}
