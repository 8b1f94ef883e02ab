package io.deepsearch4j.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Protocol sessions come to an end: because there are too many, or because nobody uses them. Who
/// calls is what a header says.
class HttpToolsTest {
  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
      "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";
  private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}";
  private static final String SESSION = "Mcp-Session-Id";
  private static final Duration LONG = Duration.ofHours(1);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void theLeastUsedSessionOfACallerEndsForANewOne() throws Exception {
    try (var door = new Door(LONG, new SessionOwners.Most(2, 10))) {
      String bobs = door.opened("bob");
      String first = door.opened("ada");
      String second = door.opened("ada");
      door.status("ada", first);

      String third = door.opened("ada");

      assertThat(door.status("ada", second)).isEqualTo(404);
      assertThat(List.of(door.status("ada", first), door.status("ada", third))).containsOnly(200);
      assertThat(door.status("bob", bobs)).isEqualTo(200);
    }
  }

  @Test
  void thereIsABoundForAllCallersTogether() throws Exception {
    try (var door = new Door(LONG, new SessionOwners.Most(2, 3))) {
      var sessions = new ArrayList<String>();
      for (String caller : List.of("ada", "bob", "cleo", "dan")) {
        sessions.add(door.opened(caller));
      }

      assertThat(door.status("ada", sessions.get(0))).isEqualTo(404);
      assertThat(door.status("bob", sessions.get(1))).isEqualTo(200);
      assertThat(door.status("dan", sessions.get(3))).isEqualTo(200);
    }
  }

  @Test
  void aSessionThatHadToGoIsEndedAndNotOnlyForgotten() throws Exception {
    try (var door = new Door(LONG, new SessionOwners.Most(1, 10))) {
      String first = door.opened("ada");
      int before = door.statusWithoutOwners(first);

      door.opened("ada");

      assertThat(before).isEqualTo(200);
      assertThat(door.statusWithoutOwners(first)).isEqualTo(404);
    }
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void anIdleSessionEndsAndABusyOneDoesNot() throws Exception {
    try (var door = new Door(Duration.ofMillis(500), SessionOwners.Most.DEFAULT)) {
      String busy = door.opened("bob");
      int seen = 200;

      // Asking for a session keeps it alive, so each try leaves another one alone for longer.
      for (int longer = 1; seen != 404; longer *= 2) {
        String idle = door.opened("ada");
        for (int i = 0; i < longer; i++) {
          assertThat(door.status("bob", busy)).isEqualTo(200);
        }
        seen = door.status("ada", idle);
      }
    }
  }

  /// Tools behind a bare servlet container.
  private static final class Door implements AutoCloseable {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final HttpTools<String> tools;

    private Door(Duration idle, SessionOwners.Most most) throws Exception {
      this.tools =
          new HttpTools<>(
              new Introduction("test", "1", "nothing"),
              "/mcp",
              List.of(),
              request -> String.valueOf(request.getHeader("X-Caller")),
              100_000,
              idle,
              most);
      connector.setHost("127.0.0.1");
      server.addConnector(connector);
      var handler = new ServletContextHandler("/");
      var filter = new FilterHolder(tools.sessions());
      filter.setAsyncSupported(true);
      handler.addFilter(filter, "/mcp", EnumSet.of(DispatcherType.REQUEST));
      var servlet = new ServletHolder(tools.servlet());
      servlet.setAsyncSupported(true);
      handler.addServlet(servlet, "/mcp");
      handler.addServlet(servlet, "/bare/mcp");
      server.setHandler(handler);
      server.start();
    }

    private HttpRequest.Builder request(String path, String caller, String session) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + path))
              .timeout(Duration.ofSeconds(20))
              .header("X-Caller", caller)
              .header("Accept", "application/json, text/event-stream")
              .header("Content-Type", "application/json");
      return session.isEmpty() ? request : request.header(SESSION, session);
    }

    private String opened(String caller) throws IOException, InterruptedException {
      return HTTP.send(
              request("/mcp", caller, "")
                  .POST(HttpRequest.BodyPublishers.ofString(INITIALIZE))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .headers()
          .firstValue(SESSION)
          .orElseThrow();
    }

    private int status(String caller, String session) throws IOException, InterruptedException {
      return status("/mcp", caller, session);
    }

    /// Asks the transport past whoever looks after the owners.
    private int statusWithoutOwners(String session) throws IOException, InterruptedException {
      return status("/bare/mcp", "nobody", session);
    }

    private int status(String path, String caller, String session)
        throws IOException, InterruptedException {
      return HTTP.send(
              request(path, caller, session)
                  .POST(HttpRequest.BodyPublishers.ofString(PING))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }

    @Override
    public void close() {
      tools.close();
      try {
        server.stop();
      } catch (Exception e) {
        throw new IllegalStateException("the container does not stop", e);
      }
    }
  }
}
