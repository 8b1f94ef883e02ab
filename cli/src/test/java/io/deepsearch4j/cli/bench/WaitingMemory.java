package io.deepsearch4j.cli.bench;

import io.deepsearch4j.chat.StubEndpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/// How much memory two hundred runs take while all of them wait for a slow model, each with a plan,
/// a search, an opened page and a finding behind it. They run in a process of their own, so that
/// nothing else counts; embedding model and database are part of it.
final class WaitingMemory implements Benchmark {
  private static final int RUNS = 200;
  private static final int REPEATS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private record Memory(double heap, double resident, double peak) {}

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Figure> measure(Path home) throws IOException, InterruptedException {
    var repeats = new ArrayList<Memory>();
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      repeats.add(once(Files.createDirectory(home.resolve("repeat-" + repeat))));
    }
    String what = RUNS + " runs waiting for a model, ";
    return List.of(
        figure(what + "heap after collection", "", repeats, Memory::heap),
        figure(what + "resident", "< 1024 MiB", repeats, Memory::resident),
        figure(what + "resident at most until then", "", repeats, Memory::peak));
  }

  private static Figure figure(
      String what, String goal, List<Memory> repeats, ToDoubleFunction<Memory> part) {
    return Figure.lower(
        what,
        "MiB",
        goal,
        repeats.stream().map(one -> part.applyAsDouble(one) / (1 << 20)).toList());
  }

  private static Memory once(Path home) throws IOException, InterruptedException {
    Towers towers = Towers.build(home, 1);
    var last = new Phase(RUNS, StubEndpoint.hangs());
    try (var endpoint = StubEndpoint.start()) {
      for (StubEndpoint.Act answer :
          List.of(
              StubEndpoint.says(Towers.PLAN),
              StubEndpoint.calls("call-1", "batch_web_search", Towers.search(0)),
              StubEndpoint.calls("call-2", "url_crawler", towers.open(0)),
              StubEndpoint.calls("call-3", "document_qa", Towers.ask("P1", 0)),
              StubEndpoint.says(Towers.read("Tower 0 is 100 metres high.")))) {
        endpoint.plays(new Phase(RUNS, answer).acts());
      }
      endpoint.plays(last.acts());
      Process runs = start(home, endpoint.baseUrl());
      try {
        if (!last.isReachedWithin(PATIENCE)) {
          throw new IllegalStateException(
              "after %s only %d requests have come".formatted(PATIENCE, endpoint.asked().size()));
        }
        return told(runs);
      } finally {
        runs.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    }
  }

  private static Process start(Path home, String endpoint) throws IOException {
    var java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@conf/jvm.options",
                "-Ddeepsearch.log-level=WARN",
                "-Xmx2g",
                WaitingRuns.class.getName(),
                home.toString(),
                endpoint,
                String.valueOf(RUNS))
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    // As a word of the command line it would be too long for ONNX Runtime.
    java.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return java.start();
  }

  private static Memory told(Process runs) throws IOException {
    try (var go = runs.outputWriter(StandardCharsets.UTF_8);
        BufferedReader answer = runs.inputReader(StandardCharsets.UTF_8)) {
      go.write("tell\n");
      go.flush();
      String line = answer.readLine();
      if (line == null) {
        throw new IllegalStateException("the process with the runs has ended");
      }
      String[] bytes = line.split(" ");
      return new Memory(
          Double.parseDouble(bytes[0]), Double.parseDouble(bytes[1]), Double.parseDouble(bytes[2]));
    }
  }
}
