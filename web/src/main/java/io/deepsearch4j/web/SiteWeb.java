package io.deepsearch4j.web;

import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.Link;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// One site as a web of its own, for one run: nothing outside its scope is opened, and a search
/// needs no engine, because it ranks what the site's home page and sitemaps point to. The home page
/// is always among the hits. Safe to share between the run's threads; the first search fetches the
/// home page and the sitemaps.
public final class SiteWeb implements Web {
  private static final String ENGINE = "site";

  private final Crawler crawler;
  private final HttpUrl home;
  private final Scope scope;
  private final Traps traps = new Traps();
  private final ReentrantLock gathering = new ReentrantLock();
  private @Nullable Gathered gathered;

  /// @param home where the site begins; must lie within the scope
  public SiteWeb(Crawler crawler, URI home, Scope scope) {
    this.crawler = crawler;
    this.scope = scope;
    this.home =
        switch (Address.parse(home.toString())) {
          case Address.Http(HttpUrl url) when scope.allows(url) -> url;
          case Address.Http _ ->
              throw new IllegalArgumentException(home + " lies outside its own scope");
          case Address.Odd(String why) ->
              throw new IllegalArgumentException(home + " cannot be a home page: " + why);
        };
  }

  @Override
  public Fetched open(URI url) {
    return crawler.open(url, scope, traps);
  }

  @Override
  public Searched search(Query query) {
    try {
      return switch (gathered()) {
        case Gathered.Site site -> new Searched.Found(hits(site, query));
        case Gathered.Closed(String why) -> new Searched.Refused(ENGINE, why);
        case Gathered.Down(String why) -> new Searched.Broken(ENGINE, why);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Searched.Broken(ENGINE, "the search was cancelled");
    }
  }

  private sealed interface Gathered {
    record Site(KeyUrl home, KeyUrlRanking ranking) implements Gathered {}

    record Closed(String why) implements Gathered {}

    record Down(String why) implements Gathered {}
  }

  // A site that could not be read is asked again by the next search.
  private Gathered gathered() throws InterruptedException {
    gathering.lockInterruptibly();
    try {
      if (gathered != null) {
        return gathered;
      }
      Gathered now = gather();
      if (now instanceof Gathered.Site) {
        gathered = now;
      }
      return now;
    } finally {
      gathering.unlock();
    }
  }

  private Gathered gather() throws InterruptedException {
    return switch (open(home.uri())) {
      case Fetched.Opened(Page page, Document document) -> gather(page, document);
      case Fetched.Refused(_, _, String why) -> new Gathered.Closed(why);
      case Fetched.Unreachable(_, _, String why) -> new Gathered.Down(why);
      case Fetched.Unreadable(_, _, _, String why) -> new Gathered.Down(why);
    };
  }

  private Gathered gather(Page page, Document document) throws InterruptedException {
    String title = document.title().isEmpty() ? home.host() : document.title();
    var homePage = new KeyUrl(page.url(), title, "");
    Map<URI, KeyUrl> found = new LinkedHashMap<>();
    found.put(CanonicalUrl.of(page.finalUrl()), homePage);
    found.put(CanonicalUrl.of(page.url()), homePage);
    for (Link link : document.links()) {
      if (leadsSomewhere(link) && scope.allows(link.url())) {
        found.putIfAbsent(
            CanonicalUrl.of(link.url()), new KeyUrl(link.url(), link.anchor(), link.context()));
      }
    }
    for (URI url : new Sitemaps(crawler, scope).urls(home)) {
      found.putIfAbsent(CanonicalUrl.of(url), new KeyUrl(url, "", ""));
    }
    List<KeyUrl> distinct = found.values().stream().distinct().toList();
    return new Gathered.Site(homePage, new KeyUrlRanking(distinct));
  }

  private static boolean leadsSomewhere(Link link) {
    return switch (link.kind()) {
      case PAGE, ATTACHMENT, NEXT -> true;
      case ANCHOR, MAIL, OTHER -> false;
    };
  }

  private static List<Hit> hits(Gathered.Site site, Query query) {
    var best = new ArrayList<KeyUrl>();
    for (KeyUrl keyUrl : site.ranking.rank(query.text())) {
      if (best.size() < query.limit()) {
        best.add(keyUrl);
      }
    }
    if (!best.contains(site.home)) {
      if (best.size() == query.limit()) {
        best.removeLast();
      }
      best.add(site.home);
    }
    var hits = new ArrayList<Hit>();
    for (KeyUrl keyUrl : best) {
      String title = keyUrl.title().isEmpty() ? keyUrl.url().toString() : keyUrl.title();
      hits.add(new Hit(hits.size() + 1, title, keyUrl.url(), keyUrl.context(), "", ENGINE));
    }
    return hits;
  }
}
