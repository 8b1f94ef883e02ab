package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.DocumentsConfig;
import io.deepsearch4j.documents.Embedder;
import io.deepsearch4j.documents.FormatReader;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.documents.Source;
import io.deepsearch4j.web.Page;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtractiveDocumentQaTest {
  private static final String REPORT =
      """
      <html><head><title>Orlen Tide AG: annual report 2023</title></head><body>
      <h1>Annual report 2023</h1>
      <h2>Segments</h2>
      <table><caption>Revenue by segment (EUR million)</caption>
      <tr><th>Segment</th><th>2023</th><th>2022</th></tr>
      <tr><td>Pumps</td><td>412.5</td><td>390.1</td></tr>
      <tr><td>Valves</td><td>88.0</td><td>91.7</td></tr>
      <tr><td>Total</td><td>500.5</td><td>481.8</td></tr>
      </table>
      <p>Founded: 1987</p>
      <p>Mara Lindqvist is the chief financial officer. The deadline for proposals is 4 March 2024.</p>
      <p><a href="/files/report-2023.pdf">Annual report 2023 as PDF</a></p>
      </body></html>
      """;

  private final ExtractiveDocumentQa reader = new ExtractiveDocumentQa(Embedder.none());

  @Test
  void findsTheCellOfRowAndYearAndSaysItsUnit() {
    Document report = document(REPORT);

    Finding finding =
        ask("What was the revenue of the Pumps segment of Orlen Tide AG in 2022?", report);

    assertThat(finding.status()).isEqualTo(Finding.Status.ANSWERED);
    assertThat(finding.answer()).isEqualTo("390.1 EUR million");
    assertThat(quoted(finding, report)).contains("Pumps | 412.5 | 390.1", "Segment | 2023 | 2022");
  }

  @Test
  void prefersTheTotalWhereNoSegmentIsNamed() {
    Finding finding = ask("What was the revenue of Orlen Tide AG in 2023?", document(REPORT));

    assertThat(finding.answer()).startsWith("500.5");
  }

  @Test
  void doesNotAnswerForAnotherCompany() {
    Finding finding = ask("What was the revenue of Orlan Tide AG in 2023?", document(REPORT));

    assertThat(finding.status()).isNotEqualTo(Finding.Status.ANSWERED);
    assertThat(finding.missing()).contains("Orlan Tide AG");
  }

  @Test
  void doesNotAnswerForAnotherYear() {
    Finding finding = ask("What was the revenue of Orlen Tide AG in 2019?", document(REPORT));

    assertThat(finding.status()).isNotEqualTo(Finding.Status.ANSWERED);
    assertThat(finding.missing()).contains("2019");
  }

  @Test
  void findsAPersonByTheOffice() {
    Finding finding = ask("Who is the CFO of Orlen Tide AG?", document(REPORT));

    assertThat(finding.answer()).isEqualTo("Mara Lindqvist");
  }

  @Test
  void findsTheValueOfALabelledLine() {
    Finding finding = ask("In which year was Orlen Tide AG founded?", document(REPORT));

    assertThat(finding.answer()).isEqualTo("1987");
  }

  @Test
  void readsChinese() {
    Document report =
        document(
            "<html><head><title>青禾仪器2022年年度报告</title></head><body><h1>青禾仪器2022年年度报告</h1>"
                + "<table><caption>主要数据(单位:万元)</caption><tr><th>项目</th><th>2022年</th><th>2021年</th></tr>"
                + "<tr><td>营业收入</td><td>52,310</td><td>48,900</td></tr>"
                + "<tr><td>净利润</td><td>6,120</td><td>5,870</td></tr></table></body></html>");

    Finding finding = ask("青禾仪器2021年的净利润是多少?", report);

    assertThat(finding.status()).isEqualTo(Finding.Status.ANSWERED);
    assertThat(finding.answer()).isEqualTo("5,870万元");
  }

  @Test
  void namesTheLinksWorthOpeningAndSaysThatNoModelRead() {
    Finding finding = ask("What was the net income of Orlen Tide AG in 2023?", document(REPORT));

    assertThat(finding.links())
        .first()
        .extracting(Finding.NextLink::anchor)
        .asString()
        .contains("PDF");
    assertThat(finding.remarks()).anyMatch(remark -> remark.contains("no language model"));
  }

  private Finding ask(String question, Document document) {
    var task = new Question(question, "en", LocalDate.of(2026, 1, 15));
    return reader.read(
        new DocumentQa.Assignment(question, task, List.of(), List.of(), page(), document),
        new NoPurchases());
  }

  private static List<String> quoted(Finding finding, Document document) {
    return finding.quotes().stream()
        .map(quote -> document.text(quote.start(), quote.end()))
        .toList();
  }

  private static Document document(String html) {
    var reader =
        new FormatReader(
            DocumentsConfig.DEFAULT,
            _ -> new Reading.Unreadable(Reading.Reason.UNSUPPORTED, "text formats only"));
    var source =
        new Source(
            html.getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8", page().finalUrl());
    return ((Reading.Read) reader.read(source)).document();
  }

  private static Page page() {
    URI url = URI.create("https://host.example/page");
    return new Page(
        "p", url, url, List.of(), "text/html", "", 1, "", Instant.EPOCH, "no robots.txt");
  }
}
