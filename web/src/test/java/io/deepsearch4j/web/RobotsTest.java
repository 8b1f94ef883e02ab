package io.deepsearch4j.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// S10: robots.txt is heeded as RFC 9309 says. Rules stand in one line, separated by `;`.
class RobotsTest {
  private TestSite site;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    site = new TestSite(folder);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private boolean allows(String robotsTxt, String path) {
    site.on("/robots.txt", robotsTxt.replace(";", "\n")).on(path, "text");
    return site.open(site.url("shop.example", path)) instanceof Fetched.Opened;
  }

  @ParameterizedTest
  @CsvSource({
    "'', /a, true",
    "User-agent: *; Disallow: /, /a, false",
    "User-agent: *; Disallow:, /a, true",
    "user-AGENT : * ; disALLOW : /a, /a, false",
    "User-agent: *; Disallow: /a, /b, true",
    "User-agent: *; Disallow: /a, /A, true",
    "User-agent: other; Disallow: /, /a, true",
    "User-agent: deepsearch-j; Disallow: /a; ; User-agent: *; Disallow: /b, /a, false",
    "User-agent: deepsearch-j; Disallow: /a; ; User-agent: *; Disallow: /b, /b, true",
    "User-agent: DeepSearch-J; Disallow: /a, /a, false",
    "User-agent: deepsearch; Disallow: /a, /a, true",
    "User-agent: deepsearch-j-news; Disallow: /a, /a, true",
    "User-agent: *; Disallow: /; ; User-agent: deepsearch-j; Allow: /, /a, true",
    "User-agent: other; User-agent: deepsearch-j; Disallow: /a, /a, false",
    "User-agent: deepsearch-j; Disallow: /a; ; User-agent: deepsearch-j; Disallow: /b, /a, false",
    "User-agent: deepsearch-j; Disallow: /a; ; User-agent: deepsearch-j; Disallow: /b, /b, false",
    "User-agent: *; Disallow: /a; Allow: /a/b, /a/b/c, true",
    "User-agent: *; Allow: /a; Disallow: /a/b, /a/b/c, false",
    "User-agent: *; Allow: /a/b/c; Disallow: /a/b, /a/b/c, true",
    "User-agent: *; Disallow: /a; Allow: /a, /a, true",
    "User-agent: *; Disallow: /*.pdf$, /x/y.pdf, false",
    "User-agent: *; Disallow: /*.pdf$, /x/y.pdf?z, true",
    "User-agent: *; Disallow: /*/private/, /x/private/y, false",
    "User-agent: *; Disallow: /a$, /a, false",
    "User-agent: *; Disallow: /a$, /ab, true",
    "User-agent: *; Disallow: /a?b=*&c, /a?b=1&c=2, false",
    "User-agent: *; Disallow: /a%3cd.html, /a%3Cd.html, false",
    "User-agent: *; Disallow: /a # comment, /a, false",
    "User-agent: *; Disallow: /报告/, /%E6%8A%A5%E5%91%8A/x, false",
    "User-agent: *; Disallow: /%e6%8a%a5%e5%91%8a/, /%E6%8A%A5%E5%91%8A/x, false",
    "Disallow: /a, /a, true",
    "User-agent: *; Sitemap: https://x.example/s.xml; Disallow: /a, /a, false",
    "User-agent: *; Nonsense: 1; Disallow: /a, /a, false",
    "User-agent: *; Disallow: /robots.txt, /robots.txt, true",
  })
  void s10MatchesRules(String robotsTxt, String path, boolean allowed) {
    assertThat(allows(robotsTxt, path)).isEqualTo(allowed);
  }

  @Test
  void s10NeverAsksForADisallowedAddressAndSaysWhy() {
    site.on("/robots.txt", "User-agent: *\nDisallow: /private/").on("/private/a", "secret");

    Fetched fetched = site.open(site.url("shop.example", "/private/a"));

    assertThat(fetched)
        .isInstanceOfSatisfying(
            Fetched.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(Fetched.Reason.ROBOTS);
              assertThat(refused.why()).contains("disallowed by /robots.txt");
            });
    assertThat(site.paths()).containsExactly("/robots.txt");
  }

  @Test
  void s10KeepsTheDecisionWithThePage() {
    site.on("/robots.txt", "User-agent: *\nDisallow: /private/").on("/a", "text");

    var opened = (Fetched.Opened) site.open(site.url("shop.example", "/a"));

    assertThat(opened.page().robots()).isEqualTo("allowed by /robots.txt");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 451})
  void s10TakesAClientErrorForNoRestriction(int status) {
    site.on("/robots.txt", TestSite.status(status)).on("/a", "text");

    var opened = (Fetched.Opened) site.open(site.url("shop.example", "/a"));

    assertThat(opened.page().robots()).isEqualTo("no robots.txt");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503})
  void s10TakesAServerErrorForFullDisallow(int status) {
    site.on("/robots.txt", TestSite.status(status)).on("/a", "text");

    Fetched fetched = site.open(site.url("shop.example", "/a"));

    assertThat(fetched).isInstanceOf(Fetched.Refused.class);
    assertThat(site.paths()).containsOnly("/robots.txt");
  }

  @Test
  void s10AsksAgainAfterAServerErrorHasHadTimeToPass() {
    site.on("/robots.txt", TestSite.status(500))
        .on("/robots.txt", TestSite.status(500))
        .on("/robots.txt", TestSite.status(500))
        .on("/robots.txt", TestSite.status(500))
        .on("/robots.txt", TestSite.status(404))
        .on("/a", "text");
    Crawler crawler = site.crawler();
    URI url = site.url("shop.example", "/a");

    Fetched first = crawler.open(url, Scope.OPEN, new Traps());
    Fetched second = crawler.open(url, Scope.OPEN, new Traps());
    site.clock.advance(Robots.KEPT_AFTER_FAILURE);
    Fetched third = crawler.open(url, Scope.OPEN, new Traps());

    assertThat(first).isInstanceOf(Fetched.Refused.class);
    assertThat(second).isInstanceOf(Fetched.Refused.class);
    assertThat(third).isInstanceOf(Fetched.Opened.class);
  }

  @Test
  void s10ReadsNothingOnASiteThatCannotBeAsked() {
    Fetched fetched = site.open(URI.create("http://nowhere.test/"));

    assertThat(fetched).isInstanceOf(Fetched.Unreachable.class);
    assertThat(site.paths()).isEmpty();
  }

  @Test
  void s10KeepsRulesForADayAndNoLonger() {
    site.on("/robots.txt", "").on("/robots.txt", "User-agent: *\nDisallow: /").on("/a", "text");
    Crawler crawler = site.crawler();
    URI url = site.url("shop.example", "/a");

    Fetched first = crawler.open(url, Scope.OPEN, new Traps());
    site.clock.advance(Duration.ofHours(23));
    Fetched sameDay = crawler.open(url, Scope.OPEN, new Traps());
    site.clock.advance(Duration.ofHours(1));
    Fetched nextDay = crawler.open(url, Scope.OPEN, new Traps());

    assertThat(first).isInstanceOf(Fetched.Opened.class);
    assertThat(sameDay).isInstanceOf(Fetched.Opened.class);
    assertThat(nextDay).isInstanceOf(Fetched.Refused.class);
  }

  @Test
  void s10FollowsFiveRedirects() {
    site.on("/robots.txt", TestSite.redirect("/r/1"))
        .on("/r/1", TestSite.redirect("/r/2"))
        .on("/r/2", TestSite.redirect("/r/3"))
        .on("/r/3", TestSite.redirect("/r/4"))
        .on("/r/4", TestSite.redirect(site.url("other.example", "/r/5").toString()))
        .on("/r/5", "User-agent: *\nDisallow: /a")
        .on("/a", "text")
        .on("/b", "text");
    Crawler crawler = site.crawler();

    Fetched a = crawler.open(site.url("shop.example", "/a"), Scope.OPEN, new Traps());
    Fetched b = crawler.open(site.url("shop.example", "/b"), Scope.OPEN, new Traps());

    assertThat(a).isInstanceOf(Fetched.Refused.class);
    assertThat(b).isInstanceOf(Fetched.Opened.class);
  }

  @Test
  void s10FindsARuleBehindFiveHundredKibibytes() {
    String filler = "# nothing here to see\n".repeat(500 * 1024 / 22);

    assertThat(allows(filler + "User-agent: *\nDisallow: /a\n", "/a")).isFalse();
  }

  @Test
  void s10ReadsTheBeginningOfAnEndlessFile() {
    String filler = "# nothing here to see\n".repeat(100_000);

    assertThat(allows("User-agent: *\nDisallow: /a\n" + filler, "/a")).isFalse();
  }

  @Test
  void s10HonoursACrawlDelayUpToTenSeconds() {
    site.on("/robots.txt", "User-agent: *\nCrawl-delay: 4").on("/a", "text").on("/b", "text");
    site.on("/c", "text");
    Crawler crawler = site.crawler();

    crawler.open(site.url("shop.example", "/a"), Scope.OPEN, new Traps());
    crawler.open(site.url("shop.example", "/b"), Scope.OPEN, new Traps());

    assertThat(site.clock.pauses()).containsExactly(Duration.ofSeconds(4));
  }

  @Test
  void s10ShortensALongerCrawlDelay() {
    site.on("/robots.txt", "User-agent: *\nCrawl-delay: 86400").on("/a", "text").on("/b", "text");
    Crawler crawler = site.crawler();

    crawler.open(site.url("shop.example", "/a"), Scope.OPEN, new Traps());
    crawler.open(site.url("shop.example", "/b"), Scope.OPEN, new Traps());

    assertThat(site.clock.pauses()).containsExactly(Duration.ofSeconds(10));
  }

  @Test
  void s10AsksEachPortAndHostForItsOwnRules() {
    MockResponse closed = new MockResponse.Builder().body("User-agent: *\nDisallow: /").build();
    site.on("/robots.txt", closed).on("/robots.txt", "").on("/a", "text");
    Crawler crawler = site.crawler();

    Fetched one = crawler.open(site.url("one.example", "/a"), Scope.OPEN, new Traps());
    Fetched two = crawler.open(site.url("two.example", "/a"), Scope.OPEN, new Traps());

    assertThat(one).isInstanceOf(Fetched.Refused.class);
    assertThat(two).isInstanceOf(Fetched.Opened.class);
  }
}
