package io.deepsearch4j.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Runs all benchmarks, or those that are named; prints their figures and keeps them.
final class Benchmarks {
  private static final Path RESULTS = Path.of("docs", "benchmarks");

  private Benchmarks() {}

  /// @param args names of benchmarks; none for all
  public static void main(String[] args) throws IOException, InterruptedException {
    List<Benchmark> all =
        List.of(
            new Crawling(),
            FileReading.pdf(),
            FileReading.workbook(),
            new Indexing(),
            new AgentSteps(),
            new WaitingMemory(),
            new EventStreams(),
            new ColdStart(Path.of("")),
            new PracticeAnswers(),
            new ModelSpeed());
    List<String> wanted = List.of(args);
    for (String name : wanted) {
      if (all.stream().noneMatch(benchmark -> benchmark.name().equals(name))) {
        System.err.println(
            "there is no benchmark "
                + name
                + "; name some of: "
                + String.join(" ", all.stream().map(Benchmark::name).toList()));
        System.exit(2);
      }
    }
    for (Benchmark benchmark : all) {
      if (wanted.isEmpty() || wanted.contains(benchmark.name())) {
        run(benchmark);
      }
    }
    // Threads of the parts measured must not keep us here.
    System.exit(0);
  }

  private static void run(Benchmark benchmark) throws IOException, InterruptedException {
    double load = Machine.load();
    System.err.println("measuring " + benchmark.name() + " …");
    Path home = Files.createTempDirectory("bench-" + benchmark.name());
    try {
      List<Figure> figures = benchmark.measure(home);
      if (figures.isEmpty()) {
        System.err.println(benchmark.name() + " cannot be measured here");
        return;
      }
      var results =
          new Results(
              Results.FORMAT,
              benchmark.name(),
              "make bench BENCH=" + benchmark.name(),
              Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
              Machine.here(),
              load,
              figures);
      results.write(RESULTS);
      System.out.print(results.table());
    } finally {
      delete(home);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
