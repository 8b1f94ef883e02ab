package io.deepsearch4j.cli.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long a step takes from the journal to whoever watches, while five hundred watch fifty runs
/// that need no time to think, and some of them never read. The server is a process of its own with
/// 1 GiB of heap.
final class EventStreams implements Benchmark {
  private static final int RUNS = 50;
  private static final int READERS = 480;
  private static final int DEAF = 20;
  private static final int REPEATS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern CREATED = Pattern.compile("\"created\":\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  private record Lags(double median, double late, double seconds, double steps) {}

  @Override
  public String name() {
    return "streams";
  }

  @Override
  public List<Figure> measure(Path home) throws IOException, InterruptedException {
    var repeats = new ArrayList<Lags>();
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      repeats.add(once(Files.createDirectory(home.resolve("repeat-" + repeat))));
    }
    String what =
        "a step from journal to reader, " + (READERS + DEAF) + " streams, " + RUNS + " runs, ";
    return List.of(
        Figure.lower(what + "median", "ms", "", repeats.stream().map(Lags::median).toList()),
        Figure.lower(
            what + "95th percentile", "ms", "< 100 ms", repeats.stream().map(Lags::late).toList()),
        Figure.lower(
            "all runs to their end", "s", "", repeats.stream().map(Lags::seconds).toList()),
        Figure.higher("steps sent", "", "", repeats.stream().map(Lags::steps).toList()));
  }

  private static Lags once(Path home) throws IOException, InterruptedException {
    Process server = start(home);
    try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
      URI address = URI.create(String.valueOf(out.readLine()));
      long begun = System.nanoTime();
      List<String> runs = new ArrayList<>();
      for (int run = 0; run < RUNS; run++) {
        runs.add(begin(address));
      }
      Collection<Double> lags = new ConcurrentLinkedQueue<>();
      var ended = new CountDownLatch(READERS);
      List<Socket> sockets = new ArrayList<>();
      try {
        for (int reader = 0; reader < READERS + DEAF; reader++) {
          Socket socket = watch(address, runs.get(reader % RUNS));
          sockets.add(socket);
          if (reader < READERS) {
            Thread.ofVirtual().start(() -> read(socket, lags, ended));
          }
        }
        if (!ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          throw new IllegalStateException("after " + PATIENCE + " some streams have not ended");
        }
      } finally {
        for (Socket socket : sockets) {
          socket.close();
        }
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      List<Double> sorted = lags.stream().sorted().toList();
      return new Lags(
          Figure.percentile(sorted, 50), Figure.percentile(sorted, 95), seconds, sorted.size());
    } finally {
      server.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  private static Process start(Path home) throws IOException {
    var java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@conf/jvm.options",
                "-Ddeepsearch.log-level=WARN",
                "-Xmx1g",
                StreamingServer.class.getName(),
                home.toString(),
                String.valueOf(RUNS))
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    // As a word of the command line it would be too long for ONNX Runtime.
    java.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return java.start();
  }

  private static String begin(URI address) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(address.resolve("/api/v1/runs"))
              .header("Authorization", "Bearer " + StreamingServer.TOKEN)
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"question\":\"How high are the towers?\"}"));
      String text = http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
      Matcher id = ID.matcher(text);
      if (!id.find()) {
        throw new IllegalStateException("a run was not accepted: " + text);
      }
      return id.group(1);
    }
  }

  private static Socket watch(URI address, String run) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
    socket
        .getOutputStream()
        .write(
            "GET /api/v1/runs/%s/events?from=%d HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(run, 0, StreamingServer.TOKEN)
                .getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  // What was there before the reader came is no measure of how long a step takes.
  private static void read(Socket socket, Collection<Double> lags, CountDownLatch ended) {
    Instant came = Instant.now();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Instant now = Instant.now();
        Matcher created = CREATED.matcher(line);
        if (created.find() && Instant.parse(created.group(1)).isAfter(came)) {
          lags.add(Duration.between(Instant.parse(created.group(1)), now).toNanos() / 1e6);
        }
        if (line.equals("event: end")) {
          ended.countDown();
          return;
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("a stream broke", e);
    }
  }
}
