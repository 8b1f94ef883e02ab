package io.deepsearch4j.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a hostile address, name server or web server can try, through the whole crawler.
class FetchingDangerTest {
  private @TempDir Path folder;
  private TestSite site;
  private Listener inside;

  @BeforeEach
  void start() throws IOException {
    site = new TestSite(folder);
    inside = new Listener();
  }

  @AfterEach
  void stop() throws IOException {
    site.close();
    inside.close();
  }

  private void assertRefused(Fetched fetched, Fetched.Reason reason) throws IOException {
    assertThat(fetched)
        .isInstanceOfSatisfying(
            Fetched.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused.why()).isNotBlank();
            });
    assertThat(inside.wasReached()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.8.8",
        "localhost",
        "evil.localhost",
        "0.0.0.0",
        "[::1]",
        "[::]",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.1.1",
        "[fe80::1]",
        "[fd12::1]",
        "100.64.0.1",
        "224.0.0.1",
        "[ff02::1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[2001:0:1::1]",
        "169.254.169.254"
      })
  void s1RefusesInnerHostsBeforeAnyPacket(String host) throws IOException {
    Fetched fetched = site.open(URI.create("http://" + host + ":" + inside.port() + "/"));

    assertRefused(fetched, Fetched.Reason.EGRESS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0", "[::ffff:7f00:1]"})
  void s1RefusesNumbersForHosts(String host) throws IOException {
    Fetched fetched = site.open(URI.create("http://" + host + ":" + inside.port() + "/"));

    assertRefused(fetched, Fetched.Reason.ADDRESS);
  }

  @Test
  void s1RefusesANameThatPointsInside() throws IOException {
    var config = site.config();
    Dns everythingHere = _ -> List.of(InetAddress.getLoopbackAddress());
    Crawler crawler = site.crawler(config, everythingHere, new OkHttpClient());

    Fetched fetched =
        crawler.open(URI.create("http://outside.test:8080/"), Scope.OPEN, new Traps());

    assertRefused(fetched, Fetched.Reason.EGRESS);
  }

  @Test
  void s4ConnectsToTheAddressThatWasCheckedAndNoOther() {
    var lookups = new AtomicInteger();
    Dns changing =
        _ ->
            List.of(
                lookups.getAndIncrement() == 0
                    ? InetAddress.getLoopbackAddress()
                    : InetAddress.ofLiteral("169.254.169.254"));
    site.on("/a", "checked");
    Crawler crawler = site.crawler(site.config(), changing, new OkHttpClient());

    Fetched fetched = crawler.open(site.url("rebind.example", "/a"), Scope.OPEN, new Traps());

    // The robots request's connection is reused, so there was one lookup and one connection.
    assertThat(fetched).isInstanceOf(Fetched.Opened.class);
    assertThat(lookups).hasValue(1);
    assertThat(site.requests.getLast().getHeaders().get("Host"))
        .isEqualTo("rebind.example:" + site.port());
  }

  @Test
  void s4RefusesANameThatTurnsInsideLater() throws IOException {
    var lookups = new AtomicInteger();
    Dns changing =
        _ ->
            List.of(
                lookups.getAndIncrement() == 0
                    ? InetAddress.getLoopbackAddress()
                    : InetAddress.ofLiteral("169.254.169.254"));
    site.on(
        "/robots.txt",
        new MockResponse.Builder().code(404).addHeader("Connection", "close").build());
    Crawler crawler = site.crawler(site.config(), changing, new OkHttpClient());

    Fetched fetched = crawler.open(site.url("rebind.example", "/a"), Scope.OPEN, new Traps());

    assertRefused(fetched, Fetched.Reason.EGRESS);
    assertThat(lookups).hasValue(2);
    assertThat(site.paths()).containsExactly("/robots.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "169.254.169.254", "inner.localhost"})
  void s5ChecksEveryRedirect(String host) throws IOException {
    site.on("/a", TestSite.redirect("http://" + host + ":" + inside.port() + "/"));

    Fetched fetched = site.open(site.url("shop.example", "/a"));

    assertRefused(fetched, Fetched.Reason.EGRESS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:///etc/passwd", "http://127.1/", "//user@b.example/", "/\\b.example"})
  void s5RefusesARedirectToAnOddPlace(String location) throws IOException {
    site.on("/a", TestSite.redirect(location));

    Fetched fetched = site.open(site.url("shop.example", "/a"));

    assertRefused(fetched, Fetched.Reason.ADDRESS);
  }

  @Test
  void s5ReadsNothingWhereRobotsTxtLeadsInside() throws IOException {
    site.on("/robots.txt", TestSite.redirect("http://127.0.0.1:" + inside.port() + "/robots.txt"))
        .on("/a", "text");

    Fetched fetched = site.open(site.url("shop.example", "/a"));

    assertRefused(fetched, Fetched.Reason.ROBOTS);
    assertThat(site.paths()).containsExactly("/robots.txt");
  }

  @Test
  void s5EndsAChainOfRedirects() {
    for (int i = 0; i < 20; i++) {
      site.on("/hop/" + i, TestSite.redirect("/hop/" + (i + 1)));
    }

    Fetched fetched = site.open(site.url("shop.example", "/hop/0"));

    assertThat(fetched)
        .isInstanceOfSatisfying(
            Fetched.Unreachable.class,
            unreachable -> assertThat(unreachable.why()).contains("more than 10 times"));
    assertThat(site.paths()).hasSize(1 + 11);
  }

  @Test
  void s5ChecksScopeAndRobotsOnEveryHop() {
    URI start = site.url("shop.example", "/a");
    site.on("/a", TestSite.redirect(site.url("other.example", "/b").toString()))
        .on("/c", TestSite.redirect("/private/d"))
        .on("/robots.txt", "User-agent: *\nDisallow: /private/");
    Crawler crawler = site.crawler();

    Fetched outside = crawler.open(start, Scope.host(start), new Traps());
    Fetched disallowed = crawler.open(site.url("shop.example", "/c"), Scope.OPEN, new Traps());

    assertThat(outside)
        .isInstanceOfSatisfying(
            Fetched.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(Fetched.Reason.SCOPE);
              assertThat(refused.why()).contains("redirects to");
              assertThat(refused.url()).isEqualTo(site.url("other.example", "/b"));
            });
    assertThat(disallowed)
        .isInstanceOfSatisfying(
            Fetched.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Fetched.Reason.ROBOTS));
    assertThat(site.paths()).containsExactly("/robots.txt", "/a", "/c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "file:///no/such/file", "/etc/passwd", "a.pdf"})
  void c4RefusesLocalFilesAlikeWhetherTheyExistOrNot(String text) throws IOException {
    Fetched fetched = site.open(URI.create(text));

    assertRefused(fetched, Fetched.Reason.ADDRESS);
    assertThat(((Fetched.Refused) fetched).why()).doesNotContain("passwd", "no/such");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://a.example/", "gopher://a.example/", "data:text/html,x", "jar:x!/y"})
  void s8RefusesOtherSchemes(String text) throws IOException {
    assertRefused(site.open(URI.create(text)), Fetched.Reason.ADDRESS);
  }

  private static HandshakeCertificates serverWith(HeldCertificate certificate) {
    return new HandshakeCertificates.Builder().heldCertificate(certificate).build();
  }

  private Fetched openWithTls(HeldCertificate certificate, OkHttpClient base) throws IOException {
    try (var tls = TestSite.withTls(folder, serverWith(certificate).sslSocketFactory())) {
      tls.on("/a", "secret");
      URI url = URI.create("https://shop.example:" + tls.port() + "/a");
      Crawler crawler = tls.crawler(tls.config(), TestSite.names(), base);
      Fetched fetched = crawler.open(url, Scope.OPEN, new Traps());
      if (fetched instanceof Fetched.Opened) {
        assertThat(tls.requests.getLast().getHandshakeServerNames())
            .containsExactly("shop.example");
      }
      return fetched;
    }
  }

  private static OkHttpClient trusting(HeldCertificate certificate) {
    var trust =
        new HandshakeCertificates.Builder()
            .addTrustedCertificate(certificate.certificate())
            .build();
    return new OkHttpClient.Builder()
        .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
        .build();
  }

  private static HeldCertificate.Builder certificate(String name) {
    return new HeldCertificate.Builder().commonName(name).addSubjectAlternativeName(name);
  }

  private static void assertCertificateRefused(Fetched fetched) {
    assertThat(fetched)
        .isInstanceOfSatisfying(
            Fetched.Unreachable.class,
            unreachable -> assertThat(unreachable.why()).contains("without a valid certificate"));
  }

  @Test
  void s11RefusesASelfSignedCertificate() throws IOException {
    assertCertificateRefused(openWithTls(certificate("shop.example").build(), new OkHttpClient()));
  }

  @Test
  void s11RefusesACertificateForAnotherHost() throws IOException {
    HeldCertificate other = certificate("other.example").build();

    assertCertificateRefused(openWithTls(other, trusting(other)));
  }

  @Test
  void s11RefusesAnExpiredCertificate() throws IOException {
    HeldCertificate authority = new HeldCertificate.Builder().certificateAuthority(0).build();
    HeldCertificate expired =
        certificate("shop.example").signedBy(authority).validityInterval(0, 86_400_000L).build();

    assertCertificateRefused(openWithTls(expired, trusting(authority)));
  }

  @Test
  void s4NamesTheHostInTheHandshake() throws IOException {
    HeldCertificate good = certificate("shop.example").build();

    assertThat(openWithTls(good, trusting(good))).isInstanceOf(Fetched.Opened.class);
  }

  @Test
  void s5RefusesADowngradeFromHttps() throws IOException {
    HeldCertificate good = certificate("shop.example").build();
    try (var tls = TestSite.withTls(folder, serverWith(good).sslSocketFactory())) {
      tls.on("/a", TestSite.redirect(site.url("shop.example", "/b").toString()));
      site.on("/b", "plain");
      Crawler crawler = tls.crawler(tls.config(), TestSite.names(), trusting(good));

      Fetched fetched =
          crawler.open(
              URI.create("https://shop.example:" + tls.port() + "/a"), Scope.OPEN, new Traps());

      assertRefused(fetched, Fetched.Reason.ADDRESS);
      assertThat(site.paths()).isEmpty();
    }
  }

  @Test
  void s9EndsASlowDrip() {
    site.on(
        "/drip",
        TestSite.text("x".repeat(10_000)).throttleBody(1, 50, TimeUnit.MILLISECONDS).build());
    var d = site.config();
    var hasty =
        new WebConfig(
            d.userAgent(),
            d.allow(),
            d.requestsPerSecond(),
            d.inFlightPerHost(),
            d.connectTimeout(),
            Duration.ofMillis(1_500),
            d.maxBytes(),
            d.maxRedirects(),
            d.retries());
    Crawler crawler = site.crawler(hasty, TestSite.names(), new OkHttpClient());

    Fetched fetched = crawler.open(site.url("shop.example", "/drip"), Scope.OPEN, new Traps());

    assertThat(fetched)
        .isInstanceOfSatisfying(
            Fetched.Unreachable.class,
            unreachable -> assertThat(unreachable.why()).contains("web.fetch-timeout"));
    assertThat(site.paths()).containsExactly("/robots.txt", "/drip");
  }

  @Test
  void s9RefusesAnEncodingWeDidNotAskFor() {
    site.on("/a", TestSite.text("zzzz").addHeader("Content-Encoding", "br").build());

    Fetched fetched = site.open(site.url("shop.example", "/a"));

    assertThat(fetched)
        .isInstanceOfSatisfying(
            Fetched.Unreachable.class,
            unreachable -> assertThat(unreachable.why()).contains("packed as br"));
  }
}
