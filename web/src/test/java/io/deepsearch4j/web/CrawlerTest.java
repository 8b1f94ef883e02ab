package io.deepsearch4j.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.documents.Reading;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import okio.Buffer;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CrawlerTest {
  private TestSite site;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    site = new TestSite(folder);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void opensStoresAndReadsAPage() {
    site.on("/a", "The tower is 330 m high.");

    Fetched fetched = site.open(site.url("shop.example", "/a"));

    assertThat(fetched).isInstanceOf(Fetched.Opened.class);
    var opened = (Fetched.Opened) fetched;
    assertThat(opened.document().text()).isEqualTo("The tower is 330 m high.");
    assertThat(opened.page().robots()).isEqualTo("no robots.txt");
    assertThat(opened.page().fetchedAt()).isEqualTo(site.clock.instant());
    assertThat(site.store().page(opened.page().id())).contains(opened.page());
    assertThat(site.store().document(opened.page().id())).contains(opened.document());
    assertThat(site.store().bytes(opened.page().sha256()))
        .hasValueSatisfying(bytes -> assertThat(bytes).hasSize((int) opened.page().bytes()));
  }

  @Test
  void saysWhoItIsAndAcceptsOnlyWhatItCanUnpack() {
    site.on("/a", "text");

    site.open(site.url("shop.example", "/a"));

    assertThat(site.requests)
        .allSatisfy(
            request -> {
              assertThat(request.getHeaders().get("User-Agent")).isEqualTo("deepsearch-j/0.1.0");
              assertThat(request.getHeaders().get("Accept-Encoding")).isEqualTo("gzip, deflate");
              assertThat(request.getHeaders().get("Cookie")).isNull();
            });
  }

  @Test
  void readsNamesBelowLocalhostWhenTheyAreAllowed() {
    site.on("/", "a practice site");

    Fetched fetched = site.open(site.url("acme.localhost", "/"));

    assertThat(fetched).isInstanceOf(Fetched.Opened.class);
  }

  @Test
  void recordsTheHopsBetweenTheAddressAskedForAndTheLastOne() {
    site.on("/1", TestSite.redirect("/2"))
        .on("/2", TestSite.redirect("//www.example:" + site.port() + "/3"))
        .on("/3", "here");

    var opened = (Fetched.Opened) site.open(site.url("shop.example", "/1"));

    assertThat(opened.page().url()).isEqualTo(site.url("shop.example", "/1"));
    assertThat(opened.page().redirects()).containsExactly(site.url("shop.example", "/2"));
    assertThat(opened.page().finalUrl()).isEqualTo(site.url("www.example", "/3"));
  }

  @Test
  void keepsTheBytesOfWhatItCannotRead() {
    site.on("/blank", "  \n");

    Fetched fetched = site.open(site.url("shop.example", "/blank"));

    assertThat(fetched)
        .isInstanceOfSatisfying(
            Fetched.Unreadable.class,
            unreadable -> {
              assertThat(unreadable.reason()).isEqualTo(Reading.Reason.BROKEN);
              assertThat(site.store().bytes(unreadable.sha256())).isPresent();
            });
  }

  @Test
  void triesAgainWhatMayPass() {
    site.on("/a", TestSite.status(503)).on("/a", TestSite.status(500)).on("/a", "at last");

    Fetched fetched = site.open(site.url("shop.example", "/a"));

    assertThat(fetched).isInstanceOf(Fetched.Opened.class);
    assertThat(site.paths()).containsExactly("/robots.txt", "/a", "/a", "/a");
  }

  @Test
  void waitsAsLongAsTheServerAsks() {
    site.on("/a", new MockResponse.Builder().code(429).addHeader("Retry-After", "17").build())
        .on("/a", "at last");

    Fetched fetched = site.open(site.url("shop.example", "/a"));

    assertThat(fetched).isInstanceOf(Fetched.Opened.class);
    assertThat(site.clock.pauses()).contains(Duration.ofSeconds(17));
  }

  @Test
  void waitsUntilTheTimeTheServerNames() {
    site.on(
            "/a",
            new MockResponse.Builder()
                .code(503)
                .addHeader("Retry-After", "Sun, 1 Mar 2026 12:00:21 GMT")
                .build())
        .on("/a", "at last");

    site.open(site.url("shop.example", "/a"));

    assertThat(site.clock.pauses()).contains(Duration.ofSeconds(21));
  }

  @Test
  void triesAgainWhenAnAnswerBreaksOff() {
    var half = new Buffer().write(ByteString.decodeHex("1f8b0800000000000003"));
    site.on("/a", TestSite.text("").body(half).addHeader("Content-Encoding", "gzip").build())
        .on("/a", "whole");

    Fetched fetched = site.open(site.url("shop.example", "/a"));

    assertThat(fetched).isInstanceOf(Fetched.Opened.class);
    assertThat(site.paths()).containsExactly("/robots.txt", "/a", "/a");
  }

  @Test
  void givesUpWhenTheServerAsksForTooLongAWait() {
    site.on("/a", new MockResponse.Builder().code(429).addHeader("Retry-After", "3600").build());

    Fetched fetched = site.open(site.url("shop.example", "/a"));

    assertThat(fetched)
        .isInstanceOfSatisfying(
            Fetched.Unreachable.class,
            unreachable -> {
              assertThat(unreachable.status()).isEqualTo(429);
              assertThat(unreachable.why()).contains("3600");
            });
    assertThat(site.paths()).containsExactly("/robots.txt", "/a");
  }

  @Test
  void triesFourTimesAtMost() {
    site.on("/a", TestSite.status(500));

    Fetched fetched = site.open(site.url("shop.example", "/a"));

    assertThat(fetched).isInstanceOf(Fetched.Unreachable.class);
    assertThat(site.paths()).containsExactly("/robots.txt", "/a", "/a", "/a", "/a");
  }

  @Test
  void doesNotAskAgainForWhatDoesNotExist() {
    Fetched fetched = site.open(site.url("shop.example", "/missing"));

    assertThat(fetched)
        .isInstanceOfSatisfying(
            Fetched.Unreachable.class,
            unreachable -> assertThat(unreachable.status()).isEqualTo(404));
    assertThat(site.paths()).containsExactly("/robots.txt", "/missing");
  }

  @Test
  void readsTheStoredPageWhenTheServerSaysItIsUnchanged() {
    site.on("/a", TestSite.text("once").addHeader("ETag", "\"v1\"").build())
        .on("/a", TestSite.status(304));
    URI url = site.url("shop.example", "/a");

    var first = (Fetched.Opened) site.open(url);
    site.clock.advance(Duration.ofHours(1));
    var second = (Fetched.Opened) site.open(url);

    assertThat(site.requests.getLast().getHeaders().get("If-None-Match")).isEqualTo("\"v1\"");
    assertThat(second.document()).isEqualTo(first.document());
    assertThat(second.page().id()).isEqualTo(first.page().id());
    assertThat(second.page().fetchedAt()).isAfter(first.page().fetchedAt());
  }

  @Test
  void doesNotSendAValidatorThatIsNoHeader() {
    site.on("/a", TestSite.text("once").addHeaderLenient("ETag", "\"ü\"").build());
    URI url = site.url("shop.example", "/a");

    site.open(url);
    Fetched second = site.open(url);

    assertThat(second).isInstanceOf(Fetched.Opened.class);
    assertThat(site.requests.getLast().getHeaders().get("If-None-Match")).isNull();
  }

  @Test
  void isNotAtHomeToAnUnaskedFor304() {
    site.on("/a", TestSite.status(304));

    Fetched fetched = site.open(site.url("shop.example", "/a"));

    assertThat(fetched).isInstanceOf(Fetched.Unreachable.class);
  }

  @Test
  @Timeout(10)
  void returnsAtOnceWhenInterrupted() throws InterruptedException {
    site.on("/slow", TestSite.text("late").headersDelay(60, TimeUnit.SECONDS).build());
    var outcome = new AtomicReference<Fetched>();
    var flag = new AtomicBoolean();
    Thread opening =
        Thread.ofPlatform()
            .start(
                () -> {
                  outcome.set(site.open(site.url("shop.example", "/slow")));
                  flag.set(Thread.currentThread().isInterrupted());
                });

    site.awaitRequest("/slow");
    opening.interrupt();
    opening.join();

    assertThat(flag).isTrue();
    assertThat(outcome.get())
        .isInstanceOfSatisfying(
            Fetched.Unreachable.class,
            unreachable -> assertThat(unreachable.why()).contains("cancelled"));
  }
}
