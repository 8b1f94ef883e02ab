package io.deepsearch4j.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Dns;
import okhttp3.OkHttpClient;

/// A web server on loopback that answers for every host below `.example`, and crawlers that are
/// allowed to read it.
final class TestSite implements AutoCloseable {
  final TestClock clock = new TestClock();
  final List<RecordedRequest> requests = new ArrayList<>();
  private final MockWebServer server = new MockWebServer();
  private final Map<String, Queue<MockResponse>> answers = new ConcurrentHashMap<>();
  private final Path folder;

  TestSite(Path folder) throws IOException {
    this.folder = folder;
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request);
          }
        });
    server.start(InetAddress.getLoopbackAddress(), 0);
  }

  static TestSite withTls(Path folder, SSLSocketFactory sockets) throws IOException {
    var site = new TestSite(folder);
    site.server.useHttps(sockets);
    return site;
  }

  private synchronized MockResponse answer(RecordedRequest request) {
    requests.add(request);
    notifyAll();
    Queue<MockResponse> queue =
        answers.getOrDefault(request.getTarget(), new ConcurrentLinkedQueue<>());
    MockResponse next = queue.size() > 1 ? queue.poll() : queue.peek();
    return next == null ? new MockResponse.Builder().code(404).build() : next;
  }

  /// Adds an answer for a path; the last one added is given for ever.
  TestSite on(String path, MockResponse answer) {
    answers.computeIfAbsent(path, _ -> new ConcurrentLinkedQueue<>()).add(answer);
    return this;
  }

  TestSite on(String path, String body) {
    return on(path, text(body).build());
  }

  static MockResponse.Builder text(String body) {
    return new MockResponse.Builder().addHeader("Content-Type", "text/plain").body(body);
  }

  static MockResponse status(int code) {
    return new MockResponse.Builder().code(code).build();
  }

  static MockResponse redirect(String location) {
    return new MockResponse.Builder().code(302).addHeader("Location", location).build();
  }

  synchronized List<String> paths() {
    return requests.stream().map(RecordedRequest::getTarget).toList();
  }

  synchronized void awaitRequest(String path) throws InterruptedException {
    while (!paths().contains(path)) {
      wait();
    }
  }

  int port() {
    return server.getPort();
  }

  URI url(String host, String path) {
    return URI.create("http://" + host + ":" + port() + path);
  }

  WebConfig config() {
    var d = WebConfig.DEFAULT;
    return new WebConfig(
        d.userAgent(),
        List.of("*.example:" + port(), "*.localhost:" + port()),
        d.requestsPerSecond(),
        d.inFlightPerHost(),
        d.connectTimeout(),
        Duration.ofSeconds(20),
        1_000_000,
        d.maxRedirects(),
        d.retries());
  }

  /// Every name below `.example` is at loopback; nothing else exists.
  static Dns names() {
    return name -> {
      if (!name.endsWith(".example")) {
        throw new UnknownHostException(name);
      }
      return List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    };
  }

  PageStore store() {
    return new PageStore(folder);
  }

  Crawler crawler() {
    return crawler(config(), names(), new OkHttpClient());
  }

  Crawler crawler(WebConfig config, Dns names, OkHttpClient base) {
    return new Crawler(
        config,
        store(),
        new TextReader(),
        clock,
        RandomGenerator.of("L64X128MixRandom"),
        clock,
        names,
        base);
  }

  Fetched open(URI url) {
    return crawler().open(url, Scope.OPEN, new Traps());
  }

  @Override
  public void close() {
    server.close();
  }
}
