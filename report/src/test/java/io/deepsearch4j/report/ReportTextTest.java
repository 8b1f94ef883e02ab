package io.deepsearch4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.agent.Answer;
import io.deepsearch4j.agent.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The forms of a report that are text.
class ReportTextTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

  @Test
  void markdownIsTheGoldenOne() throws IOException {
    assertThat(withoutSettings(text(ReportFormat.MARKDOWN, Samples.english())))
        .isEqualTo(golden("english.md"));
    assertThat(withoutSettings(text(ReportFormat.MARKDOWN, Samples.chinese())))
        .isEqualTo(golden("chinese.md"));
  }

  @Test
  void htmlIsTheGoldenOne() throws IOException {
    assertThat(body(withoutSettings(text(ReportFormat.HTML, Samples.english()))))
        .isEqualTo(golden("english.html"));
  }

  @Test
  void labelsFollowTheLanguageOfTheQuestion() {
    Document chinese = Jsoup.parse(text(ReportFormat.HTML, Samples.chinese()));

    assertThat(chinese.select("h2").eachText()).contains("回答", "来源", "账单", "计划");
    assertThat(chinese.expectFirst("html").attr("lang")).isEqualTo("zh-CN");
    assertThat(chinese.select(".remark").eachText()).containsExactly("(无依据: 证据未提及)");
  }

  @Test
  void htmlNeedsNothingFromOutsideAndRunsNothing() {
    Document page = Jsoup.parse(text(ReportFormat.HTML, Samples.hostile()));

    assertThat(page.select("script, iframe, object, embed, img, link, svg, form, base")).isEmpty();
    assertThat(page.select("[src], [srcset], [style]")).isEmpty();
    for (Element element : page.getAllElements()) {
      assertThat(element.attributes().asList())
          .allMatch(attribute -> !attribute.getKey().startsWith("on"));
    }
    assertThat(page.select("a[href]").eachAttr("href"))
        .allMatch(
            link ->
                link.startsWith("#")
                    || link.startsWith("https://a.example/")
                    || link.startsWith("https://norrholm.example/"));
    assertThat(page.expectFirst("meta[http-equiv]").attr("content")).contains("default-src 'none'");
    assertThat(page.select("style").html()).doesNotContain("url(", "@import");
    assertThat(page.expectFirst("h1").text()).contains("<script>alert(1)</script>");
  }

  @Test
  void everyFootnoteMarkLeadsToItsFootnote() {
    Document page = Jsoup.parse(text(ReportFormat.HTML, Samples.english()));

    for (Element mark : page.select("sup a")) {
      Element note = page.expectFirst(mark.attr("href"));
      assertThat(mark.text()).isEqualTo("[" + note.attr("value") + "]");
    }
    assertThat(page.select("sup a")).hasSize(3);
  }

  @Test
  void markdownFromPagesStaysText() {
    String markdown = text(ReportFormat.MARKDOWN, Samples.hostile());

    assertThat(markdown).doesNotContain("<script", "[click](", "![i]", "`code`");
    assertThat(markdown).contains("<https://a.example/t?x=1&y=2>").contains("javascript:alert(1)");
    assertThat(markdown).doesNotContain("<javascript");
  }

  // Row W12: whoever moves a table into a spreadsheet gets text, and a heading leads nowhere.
  @Test
  void noCellOfATableIsAFormulaAndNoHeadingHoldsALink() {
    for (String formula :
        List.of("=HYPERLINK(\"http://evil.example\")", "+1+1", "-1", "@SUM(A1)")) {
      String markdown =
          text(
              ReportFormat.MARKDOWN,
              Samples.record(
                  "en",
                  "[heading](javascript:alert(1)) " + formula,
                  formula,
                  List.of(
                      new Answer.JudgedSentence(
                          formula, Verdict.Support.PARTLY, formula, List.of())),
                  List.of()));

      List<String> cells =
          markdown
              .lines()
              .filter(line -> line.startsWith("|") && !line.startsWith("| ---"))
              .flatMap(line -> Arrays.stream(line.split("(?<!\\\\)\\|")))
              .map(String::strip)
              .filter(cell -> !cell.isEmpty() && !cell.matches(":?-+:?"))
              .toList();
      assertThat(cells).contains("\\" + formula).noneMatch(cell -> cell.matches("[=+@-].*"));
      assertThat(markdown.lines().filter(line -> line.startsWith("#")))
          .isNotEmpty()
          .noneMatch(line -> line.matches(".*(?<!\\\\)]\\(.*"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MARKDOWN", "HTML"})
  void nothingControlsOrTurnsTheWritingAndNothingIsLost(ReportFormat format) {
    String written = text(format, Samples.hostile());

    assertThat(written).doesNotContain("\u001b", "\u202e", "\u2066", "\ue000").contains("U+E000");
  }

  @Test
  void aTextWithoutEndIsCutAndSaysSo() {
    String written = text(ReportFormat.MARKDOWN, Samples.saying("x".repeat(100_000)));

    assertThat(written.length()).isLessThan(20_000);
    assertThat(written).contains("x…");
  }

  @ParameterizedTest
  @EnumSource
  void theSameRunGivesTheSameBytes(ReportFormat format) {
    assertThat(format.write(Samples.chinese())).isEqualTo(format.write(Samples.chinese()));
  }

  private static String text(ReportFormat format, RunRecord record) {
    return new String(format.write(record), StandardCharsets.UTF_8);
  }

  /// The style sheet may change without anybody minding.
  private static String body(String html) {
    return html.substring(html.indexOf("<main>"));
  }

  /// Settings come and go with the agent.
  private static String withoutSettings(String text) {
    return text.lines()
        .filter(line -> !line.contains("agent."))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String golden(String name) throws IOException {
    return Files.readString(GOLDEN.resolve(name));
  }
}
