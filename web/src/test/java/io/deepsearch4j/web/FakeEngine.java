package io.deepsearch4j.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// A search engine on loopback that answers what a test tells it to and remembers what it was
/// asked.
final class FakeEngine implements AutoCloseable {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

  record Asked(String method, URI url, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(entry -> entry.getValue().getFirst())
          .findFirst()
          .orElse("");
    }

    Map<String, String> parameters() {
      Map<String, String> parameters = new HashMap<>();
      for (String pair : url.getRawQuery().split("&")) {
        String[] parts = pair.split("=", 2);
        parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
      return parameters;
    }
  }

  private final HttpServer server;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile int status = 200;
  private volatile byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
  private volatile Map<String, String> headers = Map.of();
  private volatile boolean dripping;

  FakeEngine() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI(),
            Map.copyOf(exchange.getRequestHeaders()),
            sent));
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(status, dripping ? 0 : body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      if (dripping) {
        out.write('{');
        out.flush();
        closed.await();
      } else {
        out.write(body);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  FakeEngine answers(int status, String body) {
    this.status = status;
    this.body = body.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  FakeEngine answers(int status, byte[] body) {
    this.status = status;
    this.body = body;
    return this;
  }

  FakeEngine withHeaders(Map<String, String> headers) {
    this.headers = headers;
    return this;
  }

  /// From now on sends the first byte of an answer and never the second.
  FakeEngine drips() {
    dripping = true;
    return this;
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  HttpSearchProvider speaking(SearchDialect dialect) {
    return speaking(dialect, Duration.ofSeconds(10));
  }

  HttpSearchProvider speaking(SearchDialect dialect, Duration timeout) {
    SearchConfig standard = SearchConfig.DEFAULT;
    var config =
        new SearchConfig(
            List.of(),
            1,
            Map.of(),
            standard.patience(),
            timeout,
            "tester/1 (t@example.org)",
            List.of());
    return new HttpSearchProvider(dialect, client, config, CLOCK);
  }

  List<Asked> asked() {
    return asked;
  }

  Asked lastAsked() {
    return asked.getLast();
  }

  @Override
  public void close() {
    closed.countDown();
    client.shutdownNow();
    server.stop(0);
  }
}
