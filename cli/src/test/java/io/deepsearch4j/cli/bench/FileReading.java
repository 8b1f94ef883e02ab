package io.deepsearch4j.cli.bench;

import io.deepsearch4j.documents.BinaryReader;
import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.documents.DocumentsConfig;
import io.deepsearch4j.documents.FormatReader;
import io.deepsearch4j.documents.IsolatedReader;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.documents.Source;
import io.deepsearch4j.documents.Table;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/// How fast a generated file is read, in this process and in a process of its own.
record FileReading(
    String name, String what, String unit, Making making, ToLongFunction<Document> size)
    implements Benchmark {
  private static final int WARM_UPS = 3;
  private static final int REPEATS = 7;
  private static final int PAGES = 100;
  private static final int ROWS = 10_000;
  private static final int COLUMNS = 10;

  /// Makes the file.
  interface Making {
    byte[] bytes() throws IOException;
  }

  static FileReading pdf() {
    return new FileReading(
        "pdf",
        "PDF of 100 pages, each 30 lines and a ruled table",
        "pages/s",
        () -> SampleFiles.pdf(PAGES),
        _ -> PAGES);
  }

  static FileReading workbook() {
    return new FileReading(
        "xlsx",
        "XLSX of 10,000 rows by 10 columns",
        "cells/s",
        () -> SampleFiles.workbook(ROWS, COLUMNS),
        document -> document.tables().stream().mapToLong(FileReading::cells).sum());
  }

  private static long cells(Table table) {
    return table.header().stream().mapToLong(List::size).sum()
        + table.rows().stream().mapToLong(List::size).sum();
  }

  @Override
  public List<Figure> measure(Path home) throws IOException {
    var source = new Source(making.bytes(), "", URI.create("https://bench.example/" + name));
    DocumentsConfig d = DocumentsConfig.DEFAULT;
    // A busy machine makes this slow, and that is to be measured and not cut off.
    var config =
        new DocumentsConfig(
            d.maxBytes(),
            d.maxPages(),
            d.maxCells(),
            d.maxRatio(),
            d.maxDepth(),
            Duration.ofMinutes(5),
            d.workerMemoryMb());
    DocumentReader here = new BinaryReader(config, new FormatReader(config, FileReading::none));
    try (var isolated = new IsolatedReader(config)) {
      return List.of(
          Figure.higher(what + ", in this process", unit, "", repeat(here, source)),
          Figure.higher(what + ", in its own process", unit, "", repeat(isolated, source)));
    }
  }

  private List<Double> repeat(DocumentReader reader, Source source) {
    var speeds = new ArrayList<Double>();
    for (int repeat = -WARM_UPS; repeat < REPEATS; repeat++) {
      long start = System.nanoTime();
      Document document = read(reader, source);
      double seconds = (System.nanoTime() - start) / 1e9;
      if (repeat >= 0) {
        speeds.add(size.applyAsLong(document) / seconds);
      }
    }
    return speeds;
  }

  private static Document read(DocumentReader reader, Source source) {
    return switch (reader.read(source)) {
      case Reading.Read(var document) -> document;
      case Reading.Unreadable(_, var why) -> throw new IllegalStateException(why);
    };
  }

  private static Reading none(Source source) {
    return new Reading.Unreadable(Reading.Reason.UNSUPPORTED, "no archives here: " + source.url());
  }
}
