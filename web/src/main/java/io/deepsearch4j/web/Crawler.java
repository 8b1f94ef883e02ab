package io.deepsearch4j.web;

import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.documents.Source;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/// Fetches addresses from the internet under every rule we keep, stores what comes and reads it.
/// One serves the whole program: it holds what must be shared between runs (turns with each host,
/// robots files, connections). Safe to share between threads.
public final class Crawler {
  private final Fetcher fetcher;
  private final Robots robots;
  private final PageStore store;
  private final DocumentReader reader;
  private final Clock clock;

  /// @param random jitters the pauses between retries
  public Crawler(
      WebConfig config,
      PageStore store,
      DocumentReader reader,
      Clock clock,
      RandomGenerator random) {
    this(config, store, reader, clock, random, Thread::sleep, Dns.SYSTEM, new OkHttpClient());
  }

  Crawler(
      WebConfig config,
      PageStore store,
      DocumentReader reader,
      Clock clock,
      RandomGenerator random,
      Pause pause,
      Dns resolver,
      OkHttpClient base) {
    var guard = new EgressGuard(config.allow(), resolver);
    var http = new GuardedHttp(config, guard, base);
    var requests = new Requests(http, config.retries(), clock, pause, random);
    var politeness = new Politeness(config, clock, pause);
    this.robots = new Robots(requests, clock);
    this.fetcher = new Fetcher(config, guard, robots, politeness, requests);
    this.store = store;
    this.reader = reader;
    this.clock = clock;
  }

  /// Opens one address for a run.
  Fetched open(URI url, Scope scope, Traps traps) {
    try {
      return switch (Address.parse(url.toString())) {
        case Address.Http(HttpUrl http) -> open(url, http, scope, traps);
        case Address.Odd(String why) ->
            new Fetched.Refused(url, Fetched.Reason.ADDRESS, "this address is not opened: " + why);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Fetched.Unreachable(url, 0, "opening " + url + " was cancelled");
    }
  }

  private Fetched open(URI asked, HttpUrl url, Scope scope, Traps traps)
      throws InterruptedException {
    return switch (fetcher.fetch(url, scope, traps, this::conditions)) {
      case Delivery.Missed(Fetched outcome) -> outcome;
      case Delivery.Delivered delivered when delivered.answer().status() == 304 ->
          unchanged(asked, delivered);
      case Delivery.Delivered delivered -> read(asked, delivered);
    };
  }

  /// The bytes at an address that is not itself a page of the run, such as a sitemap; nothing is
  /// stored.
  Delivery fetch(HttpUrl url, Scope scope) throws InterruptedException {
    return fetcher.fetch(url, scope, new Traps(), _ -> Map.of());
  }

  /// The sitemaps named by a site's robots.txt.
  List<String> sitemaps(HttpUrl site) throws InterruptedException {
    return robots.sitemaps(site);
  }

  private Map<String, String> conditions(HttpUrl url) {
    return earlier(url).map(earlier -> earlier.visit.conditions()).orElse(Map.of());
  }

  private Fetched unchanged(URI asked, Delivery.Delivered delivered) {
    Optional<Earlier> earlier = earlier(delivered.url());
    if (earlier.isEmpty()) {
      return new Fetched.Unreachable(
          delivered.url().uri(), 304, delivered.url() + " says unchanged to a page we do not have");
    }
    Page before = earlier.get().page;
    Document document = earlier.get().document;
    return opened(asked, delivered, before.mediaType(), before.sha256(), before.bytes(), document);
  }

  private Fetched read(URI asked, Delivery.Delivered delivered) {
    byte[] bytes = delivered.answer().body();
    String contentType = delivered.answer().header("Content-Type");
    URI finalUrl = delivered.url().uri();
    String sha256 = store.keep(bytes);
    return switch (reader.read(new Source(bytes, contentType, finalUrl))) {
      case Reading.Unreadable(var reason, String why) ->
          new Fetched.Unreadable(finalUrl, sha256, reason, why);
      case Reading.Read(Document document) -> {
        var opened = opened(asked, delivered, document.mediaType(), sha256, bytes.length, document);
        var visit =
            new Visit(
                CanonicalUrl.of(delivered.url()),
                opened.page().id(),
                delivered.answer().header("ETag"),
                delivered.answer().header("Last-Modified"));
        if (visit.canBeAskedAgain()) {
          store.keep(visit);
        }
        yield opened;
      }
    };
  }

  private Fetched.Opened opened(
      URI asked,
      Delivery.Delivered delivered,
      String mediaType,
      String sha256,
      long bytes,
      Document document) {
    URI finalUrl = delivered.url().uri();
    List<URI> redirects = delivered.redirects();
    var page =
        new Page(
            PageStore.pageId(finalUrl, sha256),
            asked,
            finalUrl,
            redirects.subList(0, Math.max(0, redirects.size() - 1)),
            mediaType,
            sha256,
            bytes,
            PageStore.sha256(document.text().getBytes(StandardCharsets.UTF_8)),
            clock.instant(),
            delivered.robots());
    store.keep(page, document);
    return new Fetched.Opened(page, document);
  }

  private Optional<Earlier> earlier(HttpUrl url) {
    return store
        .visit(CanonicalUrl.of(url))
        .flatMap(
            visit ->
                store
                    .page(visit.pageId())
                    .flatMap(
                        page ->
                            store
                                .document(visit.pageId())
                                .map(document -> new Earlier(visit, page, document))));
  }

  private record Earlier(Visit visit, Page page, Document document) {}
}
