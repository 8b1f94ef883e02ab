package io.deepsearch4j.web;

import crawlercommons.sitemaps.AbstractSiteMap;
import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapIndex;
import crawlercommons.sitemaps.SiteMapParser;
import crawlercommons.sitemaps.UnknownFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import okhttp3.HttpUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gathers what a site's sitemaps list, through indexes and gzip, under limits on files, bytes and
/// addresses. A sitemap that cannot be had or read is left out.
final class Sitemaps {
  private static final Logger LOG = LoggerFactory.getLogger(Sitemaps.class);
  private static final int MAX_FILES = 8;
  private static final int MAX_URLS = 20_000;
  private static final int MAX_UNPACKED = 50_000_000;

  private final Crawler crawler;
  private final Scope scope;

  Sitemaps(Crawler crawler, Scope scope) {
    this.crawler = crawler;
    this.scope = scope;
  }

  /// Every address within the scope, in the order listed.
  Set<URI> urls(HttpUrl home) throws InterruptedException {
    var found = new LinkedHashSet<URI>();
    var queue = new ArrayDeque<HttpUrl>();
    for (String named : crawler.sitemaps(home)) {
      enqueue(named, queue);
    }
    queue.add(home.newBuilder().encodedPath("/sitemap.xml").query(null).build());
    var asked = new HashSet<HttpUrl>();
    while (!queue.isEmpty() && asked.size() < MAX_FILES && found.size() < MAX_URLS) {
      HttpUrl next = queue.remove();
      if (asked.add(next)
          && crawler.fetch(next, scope) instanceof Delivery.Delivered(var at, _, var answer, _)) {
        read(at, answer.body(), found, queue);
      }
    }
    return found;
  }

  private void read(HttpUrl at, byte[] body, Set<URI> found, Collection<HttpUrl> queue) {
    try {
      byte[] bytes = unpacked(body);
      String type = looksLikeXml(bytes) ? "text/xml" : "text/plain";
      AbstractSiteMap parsed = new SiteMapParser(false, true).parseSiteMap(type, bytes, at.url());
      switch (parsed) {
        case SiteMapIndex index ->
            index.getSitemaps().forEach(child -> enqueue(child.getUrl().toString(), queue));
        case SiteMap map ->
            map.getSiteMapUrls().stream()
                .map(entry -> Address.parse(entry.getUrl().toString()))
                .forEach(address -> add(address, found));
        default -> LOG.debug("{} is no sitemap we know", at);
      }
    } catch (IOException | UnknownFormatException e) {
      LOG.debug("{} cannot be read as a sitemap: {}", at, e.getMessage());
    }
  }

  private void add(Address address, Set<URI> found) {
    if (address instanceof Address.Http(HttpUrl url)
        && scope.allows(url)
        && found.size() < MAX_URLS) {
      found.add(url.uri());
    }
  }

  private static void enqueue(String text, Collection<HttpUrl> queue) {
    if (Address.parse(text) instanceof Address.Http(HttpUrl url)) {
      queue.add(url);
    }
  }

  private static byte[] unpacked(byte[] body) throws IOException {
    boolean gzip = body.length > 2 && body[0] == 0x1f && body[1] == (byte) 0x8b;
    return gzip
        ? new Body(MAX_UNPACKED, Body.Excess.REFUSE).read(new ByteArrayInputStream(body), "gzip")
        : body;
  }

  private static boolean looksLikeXml(byte[] bytes) {
    for (byte b : bytes) {
      // White space and the byte order mark may come first.
      if (b == '<') {
        return true;
      }
      if (b > ' ') {
        return false;
      }
    }
    return false;
  }
}
