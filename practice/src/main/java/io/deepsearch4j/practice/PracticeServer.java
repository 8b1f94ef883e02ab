package io.deepsearch4j.practice;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/// Serves all sites of a practice web from one loopback port, told apart by the `Host` header, and
/// the search engine under the bare address, which every client can resolve. Safe to share.
final class PracticeServer implements AutoCloseable {
  static final String SEARCH_HOST = "127.0.0.1";

  private static final int RESULTS_PER_PAGE = 10;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Addresses addresses;
  private final Map<URI, byte[]> made = new ConcurrentHashMap<>();
  private final List<Visit> visits = new CopyOnWriteArrayList<>();
  private final JsonMapper json = JsonMapper.shared();
  private Map<URI, Resource> resources = Map.of();
  private SearchIndex index = new SearchIndex(List.of());

  /// Takes the port; nothing is served before [#open].
  PracticeServer(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "port " + port + " is taken; choose another, or 0 for any free one", e);
    }
    addresses = new Addresses(server.getAddress().getPort());
    server.setExecutor(threads);
  }

  Addresses addresses() {
    return addresses;
  }

  void open(Map<URI, Resource> resources, SearchIndex index) {
    this.resources = resources;
    this.index = index;
    server.createContext("/", this::answer);
    server.start();
  }

  List<Visit> visits() {
    return List.copyOf(visits);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String host = host(exchange);
      Reply reply = reply(exchange, host);
      String agent = exchange.getRequestHeaders().getFirst("User-Agent");
      visits.add(
          new Visit(
              host,
              exchange.getRequestURI().toString(),
              reply.status(),
              agent == null ? "" : agent));
      exchange.getResponseHeaders().set("Content-Type", reply.mediaType());
      if (!reply.location().isEmpty()) {
        exchange.getResponseHeaders().set("Location", reply.location());
      }
      byte[] body = reply.body();
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(reply.status(), head || body.length == 0 ? -1 : body.length);
      if (!head && body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  /// The wire form of an answer to a search.
  private record Results(
      String query, @JsonProperty("number_of_results") int count, List<Result> results) {}

  private record Result(
      String url,
      String title,
      String content,
      String engine,
      String publishedDate,
      double score) {}

  private record Reply(int status, String mediaType, String location, byte[] body) {
    static Reply text(int status, String text) {
      return new Reply(
          status, "text/plain; charset=utf-8", "", text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private Reply reply(HttpExchange exchange, String host) {
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Reply.text(405, "This server only gives; ask with GET.");
    }
    if (host.equals(SEARCH_HOST)) {
      return search(exchange.getRequestURI());
    }
    if (!host.matches("[a-z0-9-]+(\\.[a-z0-9-]+)*")) {
      return Reply.text(400, "The Host header names no site.");
    }
    URI asked = exchange.getRequestURI();
    String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
    URI url = URI.create("http://" + host + ":" + addresses.port() + asked.getRawPath() + query);
    return switch (resources.get(url)) {
      case null -> missing(url);
      case Resource.Page page -> page(page);
      case Resource.Attachment file ->
          new Reply(200, file.mediaType(), "", bytes(url, file.bytes()));
      case Resource.Moved moved ->
          new Reply(301, "text/plain; charset=utf-8", moved.to().toString(), new byte[0]);
    };
  }

  private byte[] bytes(URI url, Supplier<byte[]> maker) {
    return made.computeIfAbsent(url, _ -> maker.get());
  }

  private static Reply page(Resource.Page page) {
    // An old site says its charset in the page only.
    boolean modern = page.charset().equals(StandardCharsets.UTF_8);
    return new Reply(
        200,
        modern ? "text/html; charset=utf-8" : "text/html",
        "",
        page.html().getBytes(page.charset()));
  }

  private Reply missing(URI url) {
    boolean known =
        resources.keySet().stream().anyMatch(it -> it.getAuthority().equals(url.getAuthority()));
    return known
        ? EventCalendar.page(url)
            .map(
                html ->
                    new Reply(
                        200, "text/html; charset=utf-8", "", html.getBytes(StandardCharsets.UTF_8)))
            .orElseGet(() -> Reply.text(404, "There is no page " + url.getPath() + "."))
        : Reply.text(404, "There is no site " + url.getHost() + ".");
  }

  private Reply search(URI target) {
    if (!target.getPath().equals("/search")) {
      return Reply.text(404, "Ask /search?q=…&format=json.");
    }
    Map<String, String> parameters = parameters(target);
    String query = parameters.getOrDefault("q", "").strip();
    if (!parameters.getOrDefault("format", "html").equals("json")) {
      return Reply.text(403, "Only format=json is served.");
    }
    if (query.isEmpty()) {
      return Reply.text(400, "A search needs words: q=…");
    }
    int page = number(parameters.getOrDefault("pageno", "1"));
    List<Result> results =
        index.search(query, (page - 1) * RESULTS_PER_PAGE, RESULTS_PER_PAGE).stream()
            .map(
                match ->
                    new Result(
                        match.page().url().toString(),
                        match.page().title(),
                        match.snippet(),
                        "practice",
                        match.page().published(),
                        match.score()))
            .toList();
    byte[] body = json.writeValueAsBytes(new Results(query, results.size(), results));
    return new Reply(200, "application/json", "", body);
  }

  private static int number(String text) {
    return text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : 1;
  }

  private static Map<String, String> parameters(URI target) {
    Map<String, String> parameters = new ConcurrentHashMap<>();
    String query = target.getRawQuery();
    if (query != null) {
      for (String pair : query.split("&")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      // A stray percent sign; the words around it still can be looked for.
      return text;
    }
  }

  private static String host(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Host");
    String host = header == null ? "" : header.toLowerCase(Locale.ROOT);
    int colon = host.indexOf(':');
    return colon < 0 ? host : host.substring(0, colon);
  }
}
