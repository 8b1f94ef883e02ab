package io.deepsearch4j.cli.bench;

import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.practice.PracticeWeb;
import io.deepsearch4j.web.Crawler;
import io.deepsearch4j.web.PageStore;
import io.deepsearch4j.web.WebConfig;
import java.time.Clock;
import java.util.List;
import java.util.Random;

/// A crawler of a practice web, which asks for no patience: it serves nobody else.
final class LoopbackWeb {
  private LoopbackWeb() {}

  static Crawler crawler(PracticeWeb practice, PageStore pages, DocumentReader reader) {
    WebConfig d = WebConfig.DEFAULT;
    var config =
        new WebConfig(
            d.userAgent(),
            List.of(practice.allowEntry()),
            1_000,
            8,
            d.connectTimeout(),
            d.fetchTimeout(),
            d.maxBytes(),
            d.maxRedirects(),
            d.retries());
    return new Crawler(config, pages, reader, Clock.systemUTC(), new Random(1));
  }
}
