package io.deepsearch4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PdfReportTest {

  @Test
  void chineseIsCopiedOutAsItWasPutIn() throws IOException {
    try (PDDocument pdf = pdf(Samples.chinese())) {
      assertThat(packed(text(pdf)))
          .contains("诺霍姆灯塔有多高？", "灯塔高47米，建于1871年。", "它由花岗岩建成。", "证据未提及", "回答", "账单");
    }
  }

  @Test
  void everyCommonChineseCharacterIsCopiedOutAsItself() throws IOException {
    String all = commonCharacters();

    try (PDDocument pdf = pdf(Samples.saying(all.substring(0, 3_900)))) {
      assertThat(packed(text(pdf))).contains(all.substring(0, 40)).doesNotContain("[U+");
      assertThat(missing(all.substring(0, 3_900), text(pdf))).isEmpty();
    }
    try (PDDocument pdf = pdf(Samples.saying(all.substring(3_900)))) {
      assertThat(missing(all.substring(3_900), text(pdf))).isEmpty();
    }
  }

  @Test
  void aCharacterWithoutAGlyphIsShownAsItsCode() throws IOException {
    try (PDDocument pdf =
        pdf(Samples.saying("Rare \ud840\udc00 and \u1200 here, fi ffl — “quoted” ①℃"))) {
      assertThat(text(pdf)).contains("Rare [U+20000] and [U+1200] here, fi ffl — “quoted” ①℃");
    }
  }

  @Test
  void fontsAreInTheFile() throws IOException {
    try (PDDocument pdf = pdf(Samples.chinese())) {
      for (PDPage page : pdf.getPages()) {
        for (var name : page.getResources().getFontNames()) {
          PDFont font = page.getResources().getFont(name);
          assertThat(font.isEmbedded()).as(font.getName()).isTrue();
        }
      }
    }
  }

  @Test
  void footnotesStandOnThePageThatRefersToThem() throws IOException {
    try (PDDocument pdf = pdf(Samples.longOne(60))) {
      var stripper = new PDFTextStripper();
      int found = 0;
      for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        String text = packed(stripper.getText(pdf));
        for (int number = 1; number <= 60; number++) {
          if (text.contains("Step" + number + "isgranite.[" + number + "]")) {
            assertThat(text).contains("[" + number + "]Page" + number + ",Facts>Height.");
            found++;
          }
        }
      }
      assertThat(found).isGreaterThan(50);
    }
  }

  @Test
  void pagesAreNumberedAndTheOutlineNamesTheSections() throws IOException {
    try (PDDocument pdf = pdf(Samples.longOne(60))) {
      int pages = pdf.getNumberOfPages();
      List<String> headings = new ArrayList<>();
      for (PDOutlineItem item : pdf.getDocumentCatalog().getDocumentOutline().children()) {
        headings.add(item.getTitle());
        assertThat(item.findDestinationPage(pdf)).isNotNull();
      }

      assertThat(text(pdf)).contains("1 / " + pages, pages + " / " + pages);
      assertThat(headings).containsSubsequence("回答", "逐句核查", "计划", "来源", "账单", "运行");
      assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("台阶？");
    }
  }

  @Test
  void onlyWebAddressesBecomeLinks() throws IOException {
    try (PDDocument pdf = pdf(Samples.hostile())) {
      var links = new ArrayList<String>();
      for (PDPage page : pdf.getPages()) {
        for (var annotation : page.getAnnotations()) {
          links.add(((PDActionURI) ((PDAnnotationLink) annotation).getAction()).getURI());
        }
      }
      assertThat(links).isNotEmpty().allMatch("https://a.example/t?x=1&y=2"::equals);
      assertThat(pdf.getDocumentCatalog().getOpenAction()).isNull();
    }
  }

  @Test
  void noLineRunsOverTheEdge() throws IOException {
    String word = "https://a.example/" + "abcdefghij".repeat(60);

    try (PDDocument pdf = pdf(Samples.saying(word + " 尾"))) {
      assertThat(packed(text(pdf))).contains(word + "尾");
    }
  }

  @Test
  void fiveHundredSentencesTakeSeconds() throws IOException {
    long started = System.nanoTime();

    byte[] bytes = ReportFormat.PDF.write(Samples.longOne(500));

    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      assertThat(packed(text(pdf))).contains("第500句", "[500]Page500");
    }
  }

  private static PDDocument pdf(RunRecord record) throws IOException {
    return Loader.loadPDF(ReportFormat.PDF.write(record));
  }

  private static String text(PDDocument pdf) throws IOException {
    return new PDFTextStripper().getText(pdf);
  }

  private static String packed(String text) {
    return text.replaceAll("\\s", "");
  }

  private static String missing(String expected, String text) {
    var missing = new StringBuilder();
    expected.codePoints().filter(c -> text.indexOf(c) < 0).forEach(missing::appendCodePoint);
    return missing.toString();
  }

  /// The 6,763 characters of the Chinese national standard for everyday use.
  private static String commonCharacters() {
    var all = new StringBuilder();
    Charset standard = Charset.forName("GB2312");
    for (int row = 0xb0; row <= 0xf7; row++) {
      for (int cell = 0xa1; cell <= 0xfe; cell++) {
        String one = new String(new byte[] {(byte) row, (byte) cell}, standard);
        if (Character.isIdeographic(one.codePointAt(0))) {
          all.append(one);
        }
      }
    }
    return all.toString();
  }
}
