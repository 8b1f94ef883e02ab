package io.deepsearch4j.web;

import java.net.URI;
import java.util.function.Function;

/// The internet, for one run: a search engine and the crawler. Make one for each run, because it
/// remembers what the run opened, in order to notice traps. Safe to share between the run's
/// threads.
public final class LiveWeb implements Web {
  private final Function<Query, Searched> search;
  private final Crawler crawler;
  private final Traps traps = new Traps();

  public LiveWeb(Function<Query, Searched> search, Crawler crawler) {
    this.search = search;
    this.crawler = crawler;
  }

  @Override
  public Searched search(Query query) {
    return search.apply(query);
  }

  @Override
  public Fetched open(URI url) {
    return crawler.open(url, Scope.OPEN, traps);
  }
}
