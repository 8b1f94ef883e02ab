package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tools over HTTP as they are on the wire: who may call them, what may be sent, what comes in
/// which order.
class McpOverHttpTest {
  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
      "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";
  private static final String MEDIA_TYPES = "application/json, text/event-stream";
  private static final String SESSION = "Mcp-Session-Id";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir private Path folder;

  @Test
  void asksForTheToken() {
    try (var server = TestServer.start(folder, Tower.model())) {
      assertThat(post(server, "wrong", INITIALIZE).statusCode()).isEqualTo(401);
      assertThat(post(server, TestServer.TOKEN, INITIALIZE).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example",
        "Host: localhost.evil.example:80",
        "Host: localhost:1\r\nOrigin: https://evil.example",
        "Host: localhost:1\r\nOrigin: null",
        "Host: localhost:1\r\nOrigin: http://localhost:2",
      })
  void turnsAwayForeignNamesAndForeignPages(String headers) throws IOException {
    try (var server = TestServer.start(folder, Tower.model())) {
      assertThat(status(server, headers, INITIALIZE.length(), INITIALIZE)).contains(" 403 ");
    }
  }

  @Test
  void keepsASessionToWhoeverOpenedIt() {
    try (var server = TestServer.start(folder, Tower.model())) {
      String list = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}";

      String session =
          post(server, TestServer.ADA, INITIALIZE).headers().firstValue(SESSION).orElseThrow();

      for (String method : List.of("POST", "GET", "DELETE")) {
        assertThat(send(server, method, TestServer.BOB, list, SESSION, session).statusCode())
            .isEqualTo(404);
        assertThat(send(server, method, TestServer.ADA, list, SESSION, "invented").statusCode())
            .isEqualTo(404);
      }
      assertThat(send(server, "POST", TestServer.ADA, list, SESSION, session).body())
          .contains("deep_research");
    }
  }

  @Test
  void forgetsTheLeastUsedSessionOfACallerWhoOpensTooMany() {
    try (var server = TestServer.start(folder, Tower.model())) {
      String list = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}";
      String bobs =
          post(server, TestServer.BOB, INITIALIZE).headers().firstValue(SESSION).orElseThrow();
      String first =
          post(server, TestServer.ADA, INITIALIZE).headers().firstValue(SESSION).orElseThrow();

      for (int i = 0; i < 100; i++) {
        post(server, TestServer.ADA, INITIALIZE);
      }

      assertThat(send(server, "POST", TestServer.ADA, list, SESSION, first).statusCode())
          .isEqualTo(404);
      assertThat(send(server, "POST", TestServer.BOB, list, SESSION, bobs).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void survivesWhatIsNoMessage() throws IOException {
    try (var server = TestServer.start(folder, Tower.model())) {
      assertThat(post(server, TestServer.TOKEN, "{").statusCode()).isEqualTo(400);
      assertThat(post(server, TestServer.TOKEN, "[".repeat(5_000)).statusCode()).isEqualTo(400);
      assertThat(status(server, "Host: localhost:1", 1_000_001, "")).contains(" 413 ");
      assertThat(post(server, TestServer.TOKEN, INITIALIZE).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void numbersTheProgressUpwards() throws InterruptedException {
    var gate = new Gate(Tower.model(), 2);
    try (var server = TestServer.start(folder, gate)) {
      String session =
          post(server, TestServer.TOKEN, INITIALIZE).headers().firstValue(SESSION).orElseThrow();
      String run = server.client().start(Tower.QUESTION);
      gate.awaitReached();
      gate.openWhen(() -> server.seats() > 0);

      String stream =
          send(
                  server,
                  "POST",
                  TestServer.TOKEN,
                  """
                  {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"research_result",\
                  "arguments":{"run_id":"%s","wait_seconds":60},"_meta":{"progressToken":7}}}"""
                      .formatted(run),
                  SESSION,
                  session)
              .body();

      List<Double> numbers =
          Pattern.compile("\"progress\":([0-9.]+)")
              .matcher(stream)
              .results()
              .map(one -> Double.valueOf(one.group(1)))
              .toList();
      assertThat(numbers).hasSizeGreaterThan(3).isSorted().doesNotHaveDuplicates();
      assertThat(stream.lastIndexOf("\"progress\"")).isLessThan(stream.indexOf("330 m\\\""));
    }
  }

  // As no client sends it: with headers that a client would not let through.
  private static String status(TestServer server, String headers, int length, String body)
      throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      String request =
          """
          POST /mcp HTTP/1.1
          %s
          Authorization: Bearer %s
          Content-Type: application/json
          Accept: %s
          Content-Length: %d
          Connection: close

          """
              .formatted(headers, TestServer.TOKEN, MEDIA_TYPES, length)
              .replaceAll("\r?\n", "\r\n");
      socket.getOutputStream().write((request + body).getBytes(StandardCharsets.UTF_8));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .readLine();
    }
  }

  private static HttpResponse<String> post(TestServer server, String token, String body) {
    return send(server, "POST", token, body);
  }

  // Not through the API's client: MCP describes itself and is not in the API's description.
  private static HttpResponse<String> send(
      TestServer server, String method, String token, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(server.address().resolve("/mcp"))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + token)
            .header("Accept", MEDIA_TYPES)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
