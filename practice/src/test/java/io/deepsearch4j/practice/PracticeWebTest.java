package io.deepsearch4j.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PracticeWebTest {
  private static PracticeWeb web;

  @BeforeAll
  static void start() {
    web = PracticeWeb.start(11, 0);
  }

  @AfterAll
  static void stop() {
    web.close();
  }

  @Test
  @Tag("slow")
  void servesTheSameBytesForTheSameSeed() {
    try (PracticeWeb again = PracticeWeb.start(11, 0)) {
      Map<String, String> first = everything(web);

      Map<String, String> second = everything(again);

      assertThat(second).isEqualTo(first);
    }
  }

  @Test
  void makesAnotherWorldOfAnotherSeed() {
    try (PracticeWeb other = PracticeWeb.start(12, 0)) {
      Set<String> here = subjects(web);

      Set<String> there = subjects(other);

      // Made-up names may meet by chance, but hardly ever.
      assertThat(there.stream().filter(here::contains).count()).isLessThan(here.size() / 10);
      assertThat(other.sites()).isNotEqualTo(web.sites());
    }
  }

  private static Set<String> subjects(PracticeWeb web) {
    return web.facts().all().stream().map(Fact::subject).collect(Collectors.toSet());
  }

  @Test
  void servesSomeHundredsOfAddressesOnManySites() {
    assertThat(web.addresses()).hasSizeBetween(300, 3000);
    assertThat(web.sites()).hasSizeGreaterThan(14);
  }

  @Test
  void keepsDeepPagesAndAttachmentsOutOfTheIndex() {
    List<URI> indexed = web.indexed();

    assertThat(indexed).isNotEmpty();
    assertThat(indexed)
        .noneMatch(url -> url.getPath().matches("/(files|investors|people|papers|internal)/.*"));
    assertThat(web.addresses()).hasSizeGreaterThan(3 * indexed.size());
  }

  @Test
  void findsAHomePageByItsName() {
    Fact company =
        web.facts().all().stream()
            .filter(fact -> fact.relation() == Relation.MADE_BY)
            .findFirst()
            .orElseThrow();

    Browser.Answer answer =
        Browser.get(
            URI.create(
                web.searchUrl()
                    + "?format=json&q="
                    + URLEncoder.encode(company.subject(), StandardCharsets.UTF_8)));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.mediaType()).isEqualTo("application/json");
    assertThat(answer.text()).contains(company.subject()).contains("\"results\":[{\"url\":");
  }

  @Test
  void forbidsTheInternalBranchToRobots() {
    URI robots = web.facts().all().getFirst().url().resolve("/robots.txt");

    Browser.Answer answer = Browser.get(robots);

    assertThat(answer.text()).contains("User-agent: *").contains("Disallow: /internal/");
  }

  @Test
  void writesItsVisitsDown() {
    URI gone = web.address("news").resolve("/no-such-page");

    Browser.Answer answer = Browser.get(gone);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(web.visits())
        .contains(new Visit("news.localhost", "/no-such-page", 404, "test-browser"));
  }

  /// Every byte of every address, without the port.
  private static Map<String, String> everything(PracticeWeb web) {
    Map<String, String> all = new LinkedHashMap<>();
    for (URI url : web.addresses()) {
      String body = new String(Browser.get(url).body(), StandardCharsets.ISO_8859_1);
      all.put(
          url.getHost() + url.getPath() + "?" + url.getQuery(),
          body.replace(":" + web.port(), ":PORT"));
    }
    return all;
  }
}
