package io.deepsearch4j.cli.bench;

import io.deepsearch4j.documents.DocumentsConfig;
import io.deepsearch4j.documents.FormatReader;
import io.deepsearch4j.documents.IsolatedReader;
import io.deepsearch4j.web.FolderConfig;
import io.deepsearch4j.web.FolderWeb;
import io.deepsearch4j.web.Indexed;
import io.deepsearch4j.web.PageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// How fast a folder is indexed for the first time, and how fast it is found to be unchanged.
final class Indexing implements Benchmark {
  private static final int DOCUMENTS = 1_000;
  private static final int WARM_UPS = 2;
  private static final int REPEATS = 5;

  @Override
  public String name() {
    return "index";
  }

  @Override
  public List<Figure> measure(Path home) throws IOException, InterruptedException {
    Path folder = Files.createDirectory(home.resolve("folder"));
    int number = 0;
    for (String page : SampleFiles.pages(DOCUMENTS)) {
      Files.writeString(folder.resolve("page-%04d.html".formatted(number++)), page);
    }
    var first = new ArrayList<Double>();
    var again = new ArrayList<Double>();
    try (var isolated = new IsolatedReader(DocumentsConfig.DEFAULT)) {
      var reader = new FormatReader(DocumentsConfig.DEFAULT, isolated);
      for (int repeat = -WARM_UPS; repeat < REPEATS; repeat++) {
        Path index = home.resolve("index" + repeat);
        var pages = new PageStore(home.resolve("pages"));
        try (var web =
            new FolderWeb(folder, index, reader, pages, FolderConfig.DEFAULT, Clock.systemUTC())) {
          double fresh = documentsPerSecond(web);
          double unchanged = documentsPerSecond(web);
          if (repeat >= 0) {
            first.add(fresh);
            again.add(unchanged);
          }
        }
      }
    }
    String what = "1,000 HTML pages of 600 words, English and Chinese, ";
    return List.of(
        Figure.higher(what + "first", "docs/s", "", first),
        Figure.higher(what + "again", "docs/s", "", again));
  }

  private static double documentsPerSecond(FolderWeb web) throws InterruptedException {
    long start = System.nanoTime();
    Indexed indexed = web.refresh(_ -> {});
    return (indexed.read() + indexed.unchanged()) / ((System.nanoTime() - start) / 1e9);
  }
}
