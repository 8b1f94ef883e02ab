package io.deepsearch4j.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SiteFeaturesTest {
  private static PracticeWeb web;

  @BeforeAll
  static void start() {
    web = PracticeWeb.start(77, 0);
  }

  @AfterAll
  static void stop() {
    web.close();
  }

  @Test
  void servesOneChineseSiteInGb18030AndSaysSoInThePageOnly() {
    List<URI> old =
        web.indexed().stream()
            .filter(url -> Browser.get(url).mediaType().equals("text/html"))
            .toList();

    assertThat(old).isNotEmpty();
    for (URI url : old) {
      Browser.Answer answer = Browser.get(url);
      assertThat(answer.text()).contains("\uFFFD").contains("charset=\"gb18030\"");
      assertThat(new String(answer.body(), Charset.forName("GB18030"))).contains("版权所有");
    }
    assertThat(old.stream().map(URI::getHost).distinct()).hasSize(1);
  }

  @Test
  void spreadsTheNewsOverPagesThatLeadOnByNext() {
    URI at = home(Relation.MADE_BY).resolve("/news/");
    int pages = 1;

    Document page = Reader.page(at, Browser.get(at));
    while (page.selectFirst("a[rel=next]") != null) {
      at = URI.create(page.select("a[rel=next]").attr("abs:href"));
      page = Reader.page(at, Browser.get(at));
      pages++;
    }

    assertThat(pages).isEqualTo(3);
    assertThat(page.selectFirst("a[rel=prev]")).isNotNull();
  }

  @Test
  void movesAnnualReportsTwiceBeforeTheyArrive() {
    URI download = home(Relation.MADE_BY).resolve("/download/annual-report-2022");

    Browser.Answer first = Browser.get(download);
    Browser.Answer second = Browser.get(URI.create(first.location()));
    Browser.Answer third = Browser.get(URI.create(second.location()));

    assertThat(List.of(first.status(), second.status(), third.status()))
        .containsExactly(301, 301, 200);
  }

  @Test
  void neverEndsTheCalendar() {
    URI at = home(Relation.MADE_BY).resolve("/events/2024/05/");

    for (int i = 0; i < 30; i++) {
      at = Reader.links(at, Browser.get(at)).getLast();
    }

    assertThat(at.getPath()).isEqualTo("/events/2026/11/");
  }

  @Test
  void hidesOtherFiguresInTheForbiddenBranch() {
    URI drafts = home(Relation.MADE_BY).resolve("/internal/drafts/");
    String text = Reader.text(drafts, Browser.get(drafts));

    List<String> truths =
        web.facts().all().stream()
            .filter(fact -> fact.relation() == Relation.SEGMENT_REVENUE)
            .filter(fact -> fact.url().getHost().equals(drafts.getHost()))
            .map(fact -> Wording.number(fact.value()))
            .toList();

    assertThat(truths).isNotEmpty().noneMatch(text::contains);
    assertThat(web.facts().statedAt(drafts)).isEmpty();
  }

  @Test
  void putsEveryWorkbookFigureIntoTheCellTheFactNames() {
    Map<URI, List<Fact>> workbooks =
        web.facts().all().stream()
            .filter(fact -> fact.url().getPath().endsWith(".xlsx"))
            .collect(Collectors.groupingBy(Fact::url));

    for (URI url : workbooks.keySet().stream().sorted().limit(3).toList()) {
      byte[] bytes = Browser.get(url).body();
      for (Fact fact : workbooks.getOrDefault(url, List.of())) {
        assertThat(Reader.cell(bytes, fact.locator()).replace(",", ""))
            .as(fact.toString())
            .satisfies(
                shown ->
                    assertThat(Double.parseDouble(shown))
                        .isEqualTo(Double.parseDouble(fact.value())));
      }
    }
  }

  @Test
  void writesLongReportsWhoseTableGoesOnOverleaf() throws Exception {
    URI url =
        web.facts().all().stream()
            .map(Fact::url)
            .filter(it -> it.getPath().endsWith(".pdf"))
            .findFirst()
            .orElseThrow();

    try (var document = Loader.loadPDF(Browser.get(url).body())) {
      String text = new PDFTextStripper().getText(document);

      assertThat(document.getNumberOfPages()).isBetween(10, 40);
      assertThat(text.lines().filter(line -> line.matches("Plant Employees \\d{4}"))).hasSize(2);
      for (Fact fact : web.facts().statedAt(url)) {
        assertThat(text.replaceAll("\\s+", " ")).contains(Wording.number(fact.value()));
      }
    }
  }

  @Test
  void writesTheChineseStatisticsInGb18030() {
    List<URI> tables =
        web.addresses().stream()
            .filter(url -> url.getPath().endsWith("/production.csv"))
            .filter(url -> Browser.get(url).text().contains("\uFFFD"))
            .toList();

    assertThat(tables).hasSize(1);
    String text = new String(Browser.get(tables.getFirst()).body(), Charset.forName("GB18030"));
    for (Fact fact : web.facts().statedAt(tables.getFirst())) {
      assertThat(text).contains(fact.subject() + "," + fact.qualifier("year") + "," + fact.value());
    }
  }

  @Test
  void refusesWhatItDoesNotServe() {
    int port = web.port();

    assertThat(status(port, "POST /", "news.localhost")).isEqualTo(405);
    assertThat(status(port, "GET /", "a b")).isEqualTo(400);
    assertThat(status(port, "GET /search", "127.0.0.1")).isEqualTo(403);
    assertThat(status(port, "GET /search?format=json&q=", "127.0.0.1")).isEqualTo(400);
    assertThat(new String(Browser.get(web.address("nowhere")).body(), StandardCharsets.UTF_8))
        .contains("no site");
  }

  @Test
  @Tag("slow")
  void makesTwentyWorldsWithAPageForEveryFact() {
    for (int seed = 100; seed < 120; seed++) {
      Almanac almanac = Almanac.of(seed, new Addresses(8080));
      Map<URI, Resource> resources = PracticeSites.of(almanac);

      assertThat(almanac.facts().all()).hasSizeGreaterThan(2000);
      for (Fact fact : almanac.facts().all()) {
        assertThat(resources).containsKey(fact.url());
      }
    }
  }

  private static int status(int port, String request, String host) {
    return Browser.send(
            port,
            request
                + " HTTP/1.1\r\nHost: "
                + host
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        .status();
  }

  /// The home page of whoever such a fact names.
  private static URI home(Relation relation) {
    return web.facts().all().stream()
        .filter(fact -> fact.relation() == relation)
        .findFirst()
        .orElseThrow()
        .url()
        .resolve("/");
  }
}
