package io.deepsearch4j.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteWebTest {
  private TestSite site;
  private SiteWeb web;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    site = new TestSite(folder);
    URI home = site.url("acme.example", "/");
    web = new SiteWeb(site.crawler(), home, Scope.domain(home));
    site.on(
        "/",
        """
        <title>Acme Works</title>
        <a href="/about">About us</a> <a href="/investors/">Investor relations</a>
        <a href="/gonggao">公司年度报告</a> <a href="https://elsewhere.example/">Annual report of others</a>
        """);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private List<URI> search(String words) {
    return ((Searched.Found) web.search(Query.of(words))).hits().stream().map(Hit::url).toList();
  }

  private String sitemap(String... paths) {
    var xml = new StringBuilder("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">");
    for (String path : paths) {
      xml.append("<url><loc>").append(site.url("acme.example", path)).append("</loc></url>");
    }
    return xml.append("</urlset>").toString();
  }

  @Test
  void ranksTheLinksOfTheHomePageByTheirWords() {
    List<URI> hits = search("investor relation figures");

    assertThat(hits)
        .containsExactly(site.url("acme.example", "/investors/"), site.url("acme.example", "/"));
  }

  @Test
  void comparesChineseByPairsOfCharacters() {
    List<URI> hits = search("2023年度报告");

    assertThat(hits.getFirst()).isEqualTo(site.url("acme.example", "/gonggao"));
  }

  @Test
  void alwaysNamesTheHomePage() {
    List<URI> hits = search("zebra");

    assertThat(hits).containsExactly(site.url("acme.example", "/"));
  }

  @Test
  void namesTheHomePageEvenWhenOnlyOneHitIsWanted() {
    var found = (Searched.Found) web.search(new Query("investors", 1, "", ""));

    assertThat(found.hits())
        .singleElement()
        .satisfies(hit -> assertThat(hit.title()).isEqualTo("Acme Works"));
  }

  @Test
  void readsTheSitemapAtItsUsualPlace() {
    site.on("/sitemap.xml", sitemap("/reports/emission-table-2021.pdf", "/jobs"));

    List<URI> hits = search("emission tables 2021");

    assertThat(hits.getFirst())
        .isEqualTo(site.url("acme.example", "/reports/emission-table-2021.pdf"));
  }

  @Test
  void followsRobotsToAnIndexOfPackedSitemaps() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(sitemap("/deep/turbine-fleet").getBytes(StandardCharsets.UTF_8));
    }
    site.on("/robots.txt", "Sitemap: " + site.url("acme.example", "/maps/index.xml"))
        .on(
            "/maps/index.xml",
            "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc>%s</loc></sitemap></sitemapindex>"
                .formatted(site.url("acme.example", "/maps/1.xml.gz")))
        .on(
            "/maps/1.xml.gz",
            new MockResponse.Builder().body(new Buffer().write(packed.toByteArray())).build());

    List<URI> hits = search("turbine fleet");

    assertThat(hits.getFirst()).isEqualTo(site.url("acme.example", "/deep/turbine-fleet"));
  }

  @Test
  void expandsNoEntitiesInASitemap() {
    site.on(
        "/sitemap.xml",
        "<!DOCTYPE urlset [<!ENTITY x SYSTEM \"%s\">]><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>%s&x;</loc></url></urlset>"
            .formatted(site.url("acme.example", "/secret"), site.url("acme.example", "/entity/")));

    search("entity");

    assertThat(site.paths()).containsOnly("/robots.txt", "/", "/sitemap.xml");
  }

  @Test
  void gathersOnce() {
    search("about");
    int requests = site.paths().size();

    search("investors");

    assertThat(site.paths()).hasSize(requests);
  }

  @Test
  void opensNothingOutsideItsScope() {
    Fetched fetched = web.open(site.url("elsewhere.example", "/"));

    assertThat(fetched)
        .isInstanceOfSatisfying(
            Fetched.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Fetched.Reason.SCOPE));
    assertThat(site.paths()).isEmpty();
  }

  @Test
  void saysThatTheSiteIsClosed() {
    site.on("/robots.txt", "User-agent: *\nDisallow: /");

    Searched searched = web.search(Query.of("about"));

    assertThat(searched).isInstanceOf(Searched.Refused.class);
  }

  @Test
  void saysThatTheSiteIsDown(@TempDir Path folder) throws IOException {
    try (var down = new TestSite(folder)) {
      down.on("/", TestSite.status(500));
      URI home = down.url("down.example", "/");

      Searched searched = new SiteWeb(down.crawler(), home, Scope.host(home)).search(Query.of("a"));

      assertThat(searched).isInstanceOf(Searched.Broken.class);
    }
  }

  @Test
  void cannotBeginOutsideItsScope() {
    URI home = site.url("acme.example", "/");

    assertThatThrownBy(
            () -> new SiteWeb(site.crawler(), home, Scope.host(URI.create("https://b.example/"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("outside its own scope");
  }
}
