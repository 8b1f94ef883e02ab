package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.deepsearch4j.agent.OutsideTool;
import io.deepsearch4j.server.mcp.ToolServerConfig;
import io.deepsearch4j.server.mcp.ToolServers;
import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.PageStore;
import io.deepsearch4j.web.RecordedWeb;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tools of a server with an address: another server of ours, and one that points elsewhere.
class ToolServersOverHttpTest {
  private static final RecordedWeb NOTHING = new RecordedWeb(Map.of(), Map.of());

  @TempDir private Path folder;

  @Test
  void callsTheToolsOfAnotherServer() {
    try (var server = TestServer.start(folder.resolve("other"), Tower.model());
        var servers = servers(server.address().resolve("/mcp"), TestServer.TOKEN)) {
      List<OutsideTool> offered = servers.offered();

      Fetched fetched =
          servers
              .beside(NOTHING)
              .open(URI.create("mcp://peer/search?%7B%22query%22:%22lift%22%7D"));

      assertThat(offered).extracting(one -> one.spec().name()).containsExactly("peer__search");
      assertThat(((Fetched.Opened) fetched).document().text()).contains(Leaflet.TEXT);
    }
  }

  @Test
  void offersNothingWhereTheTokenIsWrong() {
    try (var server = TestServer.start(folder.resolve("other"), Tower.model());
        var servers = servers(server.address().resolve("/mcp"), "wrong")) {
      assertThat(servers.offered()).isEmpty();
    }
  }

  @Test
  void goesNowhereElseThanTheSettingsSay() throws IOException {
    var asked = new AtomicInteger();
    var elsewhere = listening();
    elsewhere.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    var pointing = listening();
    pointing.createContext(
        "/",
        exchange -> {
          exchange
              .getResponseHeaders()
              .set("Location", "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/mcp");
          exchange.sendResponseHeaders(307, -1);
          exchange.close();
        });
    URI address = URI.create("http://127.0.0.1:" + pointing.getAddress().getPort() + "/mcp");
    try (var servers = servers(address, "")) {
      assertThat(servers.offered()).isEmpty();
      assertThat(asked).hasValue(0);
    } finally {
      pointing.stop(0);
      elsewhere.stop(0);
    }
  }

  private static HttpServer listening() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    return server;
  }

  private ToolServers servers(URI address, String token) {
    return new ToolServers(
        Map.of(
            "peer",
            new ToolServerConfig(
                List.of(),
                Map.of(),
                address.toString(),
                token,
                Map.of("search", ""),
                Duration.ofSeconds(10))),
        new PageStore(folder),
        Tower.READER,
        Clock.systemUTC());
  }
}
