package io.deepsearch4j.cli.bench;

import io.deepsearch4j.documents.DocumentsConfig;
import io.deepsearch4j.documents.FormatReader;
import io.deepsearch4j.documents.IsolatedReader;
import io.deepsearch4j.practice.PracticeWeb;
import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.LiveWeb;
import io.deepsearch4j.web.PageStore;
import io.deepsearch4j.web.Searched;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// How fast the HTML pages of a practice web are fetched over the loopback, stored and read, with
/// robots, egress guard and traps on.
final class Crawling implements Benchmark {
  private static final int WARM_UPS = 2;
  private static final int REPEATS = 7;
  private static final int AT_ONCE = 16;

  @Override
  public String name() {
    return "crawl";
  }

  @Override
  public List<Figure> measure(Path home) throws InterruptedException, IOException {
    var speeds = new ArrayList<Double>();
    try (var practice = PracticeWeb.start(1, 0);
        var isolated = new IsolatedReader(DocumentsConfig.DEFAULT)) {
      var reader = new FormatReader(DocumentsConfig.DEFAULT, isolated);
      List<URI> pages = practice.addresses();
      for (int repeat = -WARM_UPS; repeat < REPEATS; repeat++) {
        // A new store and crawler each time: nothing is known, robots.txt neither.
        var store = new PageStore(home.resolve("pages" + repeat));
        var web =
            new LiveWeb(
                _ -> new Searched.Nothing("none"), LoopbackWeb.crawler(practice, store, reader));
        long start = System.nanoTime();
        List<URI> opened = html(open(web, pages));
        double seconds = (System.nanoTime() - start) / 1e9;
        // The first round finds out which addresses are HTML pages that may be read.
        pages = opened;
        if (repeat >= 0) {
          speeds.add(opened.size() / seconds);
        }
      }
      return List.of(
          Figure.higher(
              pages.size() + " HTML pages over loopback HTTP, 16 at once", "pages/s", "", speeds));
    }
  }

  private static List<Fetched> open(LiveWeb web, List<URI> urls) throws InterruptedException {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<Callable<Fetched>> openings =
          urls.stream().map(url -> (Callable<Fetched>) () -> web.open(url)).toList();
      var opened = new ArrayList<Fetched>();
      for (Future<Fetched> each : threads.invokeAll(openings)) {
        opened.add(each.get());
      }
      return opened;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<URI> html(List<Fetched> fetched) {
    var pages = new ArrayList<URI>();
    for (Fetched each : fetched) {
      if (each instanceof Fetched.Opened(var page, _) && page.mediaType().equals("text/html")) {
        pages.add(page.url());
      }
    }
    return pages;
  }
}
