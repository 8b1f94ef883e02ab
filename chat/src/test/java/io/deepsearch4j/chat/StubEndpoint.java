package io.deepsearch4j.chat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A model server on the loopback that answers by script and misbehaves on demand. It records what
/// it was asked; the last act of the script is played again and again.
public final class StubEndpoint implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Deque<Act> script = new ArrayDeque<>();
  private final List<Asked> asked = new ArrayList<>();
  private List<String> models = List.of("stub-model");

  /// One request, as it arrived.
  public record Asked(String path, String authorization, String body) {
    public JsonNode json() {
      return JSON.readTree(body);
    }
  }

  /// What the endpoint does with one request.
  @FunctionalInterface
  public interface Act {
    void play(Stage stage) throws IOException, InterruptedException;
  }

  /// Where an act takes place.
  public final class Stage {
    private final HttpExchange exchange;

    private Stage(HttpExchange exchange) {
      this.exchange = exchange;
    }

    public void header(String name, String value) {
      exchange.getResponseHeaders().set(name, value);
    }

    /// Answers at once with a whole body.
    public void send(int status, String type, String body) throws IOException {
      header("Content-Type", type);
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }

    /// Begins an event stream.
    public OutputStream stream() throws IOException {
      header("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      return exchange.getResponseBody();
    }

    /// Holds the request until the endpoint is closed.
    public void hang() throws InterruptedException {
      closing.await();
    }
  }

  private StubEndpoint() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", this::chat);
    server.createContext("/v1/models", this::list);
    server.start();
  }

  /// Starts on a free port.
  public static StubEndpoint start() {
    try {
      return new StubEndpoint();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /// Adds acts to the script.
  public synchronized StubEndpoint plays(Act... acts) {
    script.addAll(List.of(acts));
    return this;
  }

  /// Names the models that `/v1/models` lists.
  public synchronized StubEndpoint offers(String... names) {
    models = List.of(names);
    return this;
  }

  /// The requests for a reply so far.
  public synchronized List<Asked> asked() {
    return List.copyOf(asked);
  }

  private void chat(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String key = exchange.getRequestHeaders().getFirst("Authorization");
      Act act;
      synchronized (this) {
        asked.add(new Asked(exchange.getRequestURI().getPath(), key == null ? "" : key, body));
        act = script.size() > 1 ? script.removeFirst() : script.getFirst();
      }
      act.play(new Stage(exchange));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void list(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = JSON.createObjectNode();
      var data = body.putArray("data");
      synchronized (this) {
        models.forEach(name -> data.addObject().put("id", name));
      }
      new Stage(exchange).send(200, "application/json", body.toString());
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  /// Streams a text in pieces, and the usage.
  public static Act says(String... pieces) {
    var chunks = new ArrayList<String>();
    for (String piece : pieces) {
      chunks.add(delta("content", piece));
    }
    chunks.add(finish("stop"));
    chunks.add(usage(11, 7, 0));
    return streams(chunks);
  }

  /// Streams thinking apart from the text.
  public static Act thinks(String field, String reasoning, String text) {
    return streams(
        List.of(delta(field, reasoning), delta("content", text), finish("stop"), usage(11, 7, 5)));
  }

  /// Streams a tool call in fragments.
  public static Act calls(String id, String tool, String arguments) {
    int half = arguments.length() / 2;
    return streams(
        List.of(
            fragment(0, id, tool, ""),
            fragment(0, "", "", arguments.substring(0, half)),
            fragment(0, "", "", arguments.substring(half)),
            finish("tool_calls"),
            usage(11, 7, 0)));
  }

  /// Streams these events, then the end mark.
  public static Act streams(List<String> events) {
    return stage -> {
      OutputStream out = stage.stream();
      for (String event : events) {
        out.write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
      out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    };
  }

  /// Breaks off in the middle of a stream.
  public static Act cutsOffAfter(String piece) {
    return stage -> {
      OutputStream out = stage.stream();
      out.write(("data: " + delta("content", piece) + "\n\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    };
  }

  /// Falls silent in the middle of a stream.
  public static Act fallsSilentAfter(String piece) {
    return stage -> {
      OutputStream out = stage.stream();
      out.write(("data: " + delta("content", piece) + "\n\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
      stage.hang();
    };
  }

  /// Never begins to answer.
  public static Act hangs() {
    return Stage::hang;
  }

  /// Refuses, with an error as OpenAI words it.
  public static Act refuses(int status, String message) {
    var body = JSON.createObjectNode();
    body.putObject("error").put("message", message);
    return stage -> stage.send(status, "application/json", body.toString());
  }

  /// Refuses for a while.
  public static Act refusesFor(int status, String retryAfter) {
    return stage -> {
      stage.header("Retry-After", retryAfter);
      stage.send(status, "application/json", "{\"error\":{\"message\":\"slow down\"}}");
    };
  }

  /// Answers without a stream.
  public static Act sends(String json) {
    return stage -> stage.send(200, "application/json", json);
  }

  public static String delta(String field, String piece) {
    var chunk = JSON.createObjectNode().put("model", "stub-model");
    chunk.putArray("choices").addObject().putObject("delta").put(field, piece);
    return chunk.toString();
  }

  public static String fragment(int index, String id, String tool, String arguments) {
    var chunk = JSON.createObjectNode().put("model", "stub-model");
    var call =
        chunk
            .putArray("choices")
            .addObject()
            .putObject("delta")
            .putArray("tool_calls")
            .addObject()
            .put("index", index);
    if (!id.isEmpty()) {
      call.put("id", id);
    }
    var function = call.putObject("function");
    if (!tool.isEmpty()) {
      function.put("name", tool);
    }
    function.put("arguments", arguments);
    return chunk.toString();
  }

  public static String finish(String reason) {
    var chunk = JSON.createObjectNode();
    var choice = chunk.putArray("choices").addObject();
    choice.putObject("delta");
    choice.put("finish_reason", reason);
    return chunk.toString();
  }

  public static String usage(long prompt, long completion, long reasoning) {
    var chunk = JSON.createObjectNode();
    chunk.putArray("choices");
    var usage = chunk.putObject("usage");
    usage.put("prompt_tokens", prompt).put("completion_tokens", completion);
    usage.putObject("completion_tokens_details").put("reasoning_tokens", reasoning);
    return chunk.toString();
  }
}
