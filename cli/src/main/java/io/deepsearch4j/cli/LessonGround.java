package io.deepsearch4j.cli;

import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.documents.BinaryReader;
import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.documents.DocumentsConfig;
import io.deepsearch4j.documents.FormatReader;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.practice.PracticeWeb;
import io.deepsearch4j.synthesis.Ground;
import io.deepsearch4j.web.Crawler;
import io.deepsearch4j.web.LiveWeb;
import io.deepsearch4j.web.PageStore;
import io.deepsearch4j.web.SearchConfig;
import io.deepsearch4j.web.SearchProviders;
import io.deepsearch4j.web.WebConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// What lessons are made on: the real crawler over loopback HTTP, in a folder that is gone
/// afterwards. Files are read in this process, because we made them ourselves.
final class LessonGround {
  private static final int REQUESTS_PER_HOST = 8;
  private static final double SEARCHES_PER_SECOND = 1_000;

  private LessonGround() {}

  static Ground of(PracticeWeb practice) throws IOException {
    Path home = Files.createTempDirectory("deepsearch-lessons");
    var pages = new PageStore(home.resolve("pages"));
    SearchProviders search = search(practice);
    RunStore store = RunStore.open(home);
    return new Ground(
        new LiveWeb(search::search, crawler(practice, pages)),
        pages,
        store,
        () -> {
          store.close();
          delete(home);
        });
  }

  private static Crawler crawler(PracticeWeb practice, PageStore pages) {
    WebConfig d = WebConfig.DEFAULT;
    return new Crawler(
        new WebConfig(
            d.userAgent(),
            List.of(practice.allowEntry()),
            SEARCHES_PER_SECOND,
            REQUESTS_PER_HOST,
            d.connectTimeout(),
            d.fetchTimeout(),
            d.maxBytes(),
            d.maxRedirects(),
            d.retries()),
        pages,
        reader(),
        Clock.systemUTC(),
        new Random(1));
  }

  private static DocumentReader reader() {
    var text =
        new FormatReader(
            DocumentsConfig.DEFAULT,
            _ -> new Reading.Unreadable(Reading.Reason.UNSUPPORTED, "text formats only"));
    return new FormatReader(
        DocumentsConfig.DEFAULT, new BinaryReader(DocumentsConfig.DEFAULT, text));
  }

  private static SearchProviders search(PracticeWeb practice) {
    SearchConfig d = SearchConfig.DEFAULT;
    return SearchProviders.fromEnvironment(
        Map.of("SEARXNG_URL", practice.searchUrl().toString().replaceAll("/search$", "")),
        new SearchConfig(
            List.of("searxng"),
            1,
            Map.of("searxng", SEARCHES_PER_SECOND),
            d.patience(),
            d.timeout(),
            d.userAgent(),
            List.of()),
        Clock.systemUTC());
  }

  private static void delete(Path home) {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(home + " cannot be removed; it may be deleted by hand", e);
    }
  }
}
