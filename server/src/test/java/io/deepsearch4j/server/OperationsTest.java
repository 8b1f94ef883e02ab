package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator sees: numbers and traces, and no secrets in them.
class OperationsTest {
  @TempDir Path folder;

  @Test
  void numbersTellOfRunsStepsTokensMoneyAndSearches() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client client = server.client();
      String id = client.start(Tower.QUESTION);
      client.events(id);

      String numbers = client.get("metrics").text();

      long tokens = server.store.bill(id).total().usage().prompt();
      assertThat(numbers)
          .contains("deepsearch_runs{state=\"completed\"} 1.0")
          .contains("deepsearch_searches_total{outcome=\"found\"} 1.0")
          .contains("deepsearch_tokens_total{kind=\"prompt\"} " + (double) tokens)
          .contains("deepsearch_steps_seconds_count{kind=\"chosen\"}")
          .contains("deepsearch_http_requests_seconds_count{operation=\"startRun\",status=\"202\"}")
          .contains("deepsearch_money_total")
          .doesNotContain(Tower.QUESTION, TestServer.TOKEN);
    }
  }

  @Test
  void numbersAreForWhoeverRunsTheServerAlone() {
    try (var server = TestServer.start(folder, Tower.model())) {
      assertThat(server.client(TestServer.ADA).get("metrics").status()).isEqualTo(403);
    }
  }

  @Test
  void stepsBecomeSpansWithoutWhatWasAskedOrRead() throws IOException {
    List<String> received = new CopyOnWriteArrayList<>();
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    try {
      String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";
      try (var server =
          TestServer.start(
              folder, Tower.model(), "", Map.of(), config -> tracing(config, endpoint))) {
        Client client = server.client();
        client.events(client.start(Tower.QUESTION));
      }

      // Closing the server sends what was gathered.
      assertThat(String.join("", received))
          .contains("gen_ai.operation.name", "gen_ai.request.model", "execute_tool", "scripted")
          .doesNotContain(Tower.QUESTION, Tower.FACT, TestServer.TOKEN);
    } finally {
      collector.stop(0);
    }
  }

  private static ServerConfig tracing(ServerConfig config, String endpoint) {
    return new ServerConfig(
        config.host(),
        config.port(),
        config.authentication(),
        config.token(),
        config.users(),
        config.documents(),
        config.hosts(),
        config.requestsPerMinute(),
        config.parallel(),
        config.queue(),
        config.maxBytes(),
        config.maxUpload(),
        config.heartbeat(),
        endpoint);
  }
}
