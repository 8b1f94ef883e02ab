package io.deepsearch4j.cli;

import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.practice.PracticeWeb;
import io.deepsearch4j.web.Crawler;
import io.deepsearch4j.web.LiveWeb;
import io.deepsearch4j.web.SearchConfig;
import io.deepsearch4j.web.SearchProviders;
import io.deepsearch4j.web.Web;
import io.deepsearch4j.web.WebConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// The way to a practice web that is being served. It bears any pace, and its own loopback port is
/// opened for whoever goes this way only.
record PracticePlace(SearchProviders search, Crawler crawler) {
  private static final double RATE = 200;

  static PracticePlace of(
      PracticeWeb practice,
      Places.Means means,
      BiFunction<WebConfig, DocumentReader, Crawler> crawlers) {
    WebConfig usual = means.config().web();
    List<String> allow = new ArrayList<>(usual.allow());
    allow.add(practice.allowEntry());
    var web =
        new WebConfig(
            usual.userAgent(),
            allow,
            RATE,
            8,
            usual.connectTimeout(),
            usual.fetchTimeout(),
            usual.maxBytes(),
            usual.maxRedirects(),
            usual.retries());
    var search =
        new SearchConfig(
            List.of("searxng"),
            1,
            Map.of("searxng", RATE),
            Duration.ofSeconds(10),
            means.config().search().timeout(),
            means.config().search().userAgent(),
            List.of());
    return new PracticePlace(
        SearchProviders.fromEnvironment(
            Map.of("SEARXNG_URL", practice.searchUrl().toString()), search, means.clock()),
        crawlers.apply(web, means.reader()));
  }

  /// It, for one run.
  Web web() {
    return new LiveWeb(search::search, crawler);
  }
}
