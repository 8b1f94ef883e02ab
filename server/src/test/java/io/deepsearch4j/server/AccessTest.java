package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.server.ServerConfig.Authentication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The door: rows W2 to W7, W9 and W11 of the threat model.
class AccessTest {
  @TempDir Path folder;

  @Test
  void everyEndpointButTheProbesWantsAToken() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client nobody = server.client("");
      JsonNode paths = nobody.get("openapi.json").json().path("paths");

      paths.forEachEntry(
          (path, methods) ->
              methods.forEachEntry(
                  (method, operation) -> {
                    if (!operation.path("security").isEmpty()) {
                      String concrete = path.substring(1).replaceAll("\\{[a-z]+}", "x");
                      assertThat(send(nobody, method, concrete).status())
                          .as(method + " " + path)
                          .isEqualTo(401);
                    }
                  }));
      var open = new TreeSet<String>();
      paths.forEachEntry(
          (path, methods) ->
              methods.forEachEntry(
                  (method, operation) -> {
                    if (operation.path("security").isEmpty()) {
                      open.add(method + " " + path);
                    }
                  }));
      assertThat(open)
          .containsExactly(
              "get /healthz", "get /openapi.json", "get /readyz", "post /api/v1/session");
      assertThat(nobody.get("api/v1/nothing-of-that-name").status()).isEqualTo(401);
      assertThat(nobody.get("healthz").status()).isEqualTo(200);
      assertThat(nobody.get("readyz").status()).isEqualTo(200);
    }
  }

  @Test
  void runsOfOthersAreNotFoundWhateverIsAskedOfThem() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client ada = server.client(TestServer.ADA);
      Client bob = server.client(TestServer.BOB);
      String id = ada.start(Tower.QUESTION);
      ada.events(id);
      JsonNode paths = bob.get("openapi.json").json().path("paths");

      paths.forEachEntry(
          (path, methods) -> {
            if (!path.startsWith("/api/v1/runs/{id}")) {
              return;
            }
            String theirs = path.substring(1).replace("{id}", id).replace("{evidence}", "E1");
            methods.forEachEntry(
                (method, _) -> {
                  Client.Got got = send(bob, method, theirs);
                  assertThat(got.status()).as(method + " " + path).isEqualTo(404);
                  assertThat(got.text()).doesNotContain(Tower.QUESTION);
                });
          });
      assertThat(bob.get("v1/responses/resp_" + id).status()).isEqualTo(404);
      assertThat(bob.post("v1/responses/resp_" + id + "/cancel", "").status()).isEqualTo(404);
      assertThat(bob.get("api/v1/runs").json().path("runs")).isEmpty();
      assertThat(ada.get("api/v1/runs").json().path("runs")).hasSize(1);
      assertThat(server.client().get("api/v1/runs").json().path("runs")).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"..%2f..%2fetc", "a%00b", "%2e%2e", "CON", "'; drop table runs; --"})
  void anIdThatIsNoneIsNotFound(String id) {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client.Got got =
          server.client().get("api/v1/runs/" + id.replace(" ", "%20").replace("'", "%27"));

      assertThat(got.status()).isIn(400, 404);
    }
  }

  @Test
  void aWideBindWithoutAuthenticationRefusesToStart() {
    assertThatThrownBy(
            () ->
                TestServer.start(
                        folder,
                        Tower.model(),
                        "",
                        Map.of(),
                        config -> with(config, "0.0.0.0", Authentication.NONE))
                    .close())
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("server.authentication");
  }

  @Test
  void loopbackMayGoWithoutAuthentication() {
    try (var server =
        TestServer.start(
            folder,
            Tower.model(),
            "",
            Map.of(),
            config -> with(config, "127.0.0.1", Authentication.NONE))) {
      assertThat(server.client("").get("api/v1/runs").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example",
        "Host: localhost.evil.example:80",
        "Host: 127.0.0.1.nip.io",
        "Host: localhost:1\r\nOrigin: http://evil.example",
        "Host: localhost:1\r\nOrigin: null",
        "Host: localhost:1\r\nOrigin: http://localhost:2",
        "Host: localhost:1\r\nSec-Fetch-Site: cross-site",
      })
  void aForeignHostOrOriginIsTurnedAway(String headers) throws IOException {
    try (var server = TestServer.start(folder, Tower.model())) {
      String status =
          raw(
              server,
              "GET /api/v1/runs HTTP/1.1\r\n"
                  + headers
                  + "\r\nAuthorization: Bearer "
                  + TestServer.TOKEN
                  + "\r\nConnection: close\r\n\r\n");

      assertThat(status).contains(" 403 ");
    }
  }

  @Test
  void noPageOfAnotherOriginGetsLeaveToRead() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client.Got preflight =
          server
              .client()
              .send(
                  server
                      .client()
                      .request("api/v1/runs", "Origin", "http://evil.example")
                      .method("OPTIONS", java.net.http.HttpRequest.BodyPublishers.noBody()));
      Client.Got form =
          server
              .client()
              .send(
                  server
                      .client()
                      .request("api/v1/runs", "Content-Type", "application/x-www-form-urlencoded")
                      .POST(java.net.http.HttpRequest.BodyPublishers.ofString("question=x")));

      assertThat(preflight.status()).isEqualTo(403);
      assertThat(preflight.response().headers().map())
          .doesNotContainKey("access-control-allow-origin");
      assertThat(form.status()).isEqualTo(415);
    }
  }

  @Test
  void signingOutEndsTheEventStreamsOfTheSession() throws Exception {
    var gate = new Gate(Tower.model(), 2);
    try (var server = TestServer.start(folder, gate)) {
      Client nobody = server.client("");
      String origin = server.address().toString().replaceAll("/$", "");
      Client.Got in =
          nobody.post("api/v1/session", "{\"token\":\"" + TestServer.ADA + "\"}", "Origin", origin);
      String cookie = in.header("Set-Cookie").split(";")[0];
      String id =
          nobody
              .post(
                  "api/v1/runs",
                  "{\"question\":\"" + Tower.QUESTION + "\"}",
                  "Cookie",
                  cookie,
                  "Origin",
                  origin)
              .json()
              .path("id")
              .asString();
      gate.awaitReached();

      List<Client.Event> events;
      try (Stream<String> lines =
          nobody.lines(nobody.request("api/v1/runs/" + id + "/events", "Cookie", cookie).GET())) {
        Client.Got out = nobody.delete("api/v1/session", "Cookie", cookie, "Origin", origin);
        events = Client.events(lines);
        assertThat(out.status()).isEqualTo(204);
      }

      assertThat(in.header("Set-Cookie")).contains("HttpOnly", "SameSite=Strict");
      assertThat(events).extracting(Client.Event::type).contains("state").doesNotContain("end");
      assertThat(nobody.get("api/v1/runs", "Cookie", cookie).status()).isEqualTo(401);
      gate.open();
    }
  }

  @Test
  void aCookieAloneChangesNothing() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client nobody = server.client("");
      String cookie =
          nobody
              .post("api/v1/session", "{\"token\":\"" + TestServer.ADA + "\"}")
              .header("Set-Cookie")
              .split(";")[0];

      Client.Got got = nobody.post("api/v1/runs", "{\"question\":\"x\"}", "Cookie", cookie);

      assertThat(got.status()).isEqualTo(403);
    }
  }

  @Test
  void whoeverTriesManyWrongTokensIsToldToWaitAndLocksNobodyOut() {
    try (var server = TestServer.start(folder, Tower.model())) {
      for (int i = 0; i < 10; i++) {
        assertThat(server.client("wrong-" + i).get("api/v1/runs").status()).isEqualTo(401);
      }

      Client.Got locked = server.client("wrong-10").get("api/v1/runs");
      Client.Got signingIn = server.client("").post("api/v1/session", "{\"token\":\"wrong-11\"}");

      assertThat(locked.status()).isEqualTo(429);
      assertThat(Long.parseLong(locked.header("Retry-After"))).isPositive();
      assertThat(signingIn.status()).isEqualTo(429);
      assertThat(server.client().get("api/v1/runs").status()).isEqualTo(200);
      assertThat(server.client(TestServer.ADA).get("api/v1/runs").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "o", "owner-token-012345678", "owner-token-01234567890"})
  void onlyTheWholeTokenIsTheToken(String shown) {
    var tokens = new Tokens(TestServer.TOKEN, Map.of("ada", TestServer.ADA));

    assertThat(tokens.caller(shown)).isEmpty();
    assertThat(tokens.caller(TestServer.TOKEN)).contains(Caller.OWNER);
    assertThat(tokens.caller(TestServer.ADA)).map(Caller::name).contains("ada");
  }

  @Test
  void whoeverHasEnoughRunsUnderWayIsToldToWaitForOne() throws Exception {
    var gate = new Gate(Tower.model(), 1);
    UnaryOperator<ServerConfig> two = config -> limited(config, config.requestsPerMinute(), 2);
    try (var server = TestServer.start(folder, gate, "", Map.of(), two)) {
      Client ada = server.client(TestServer.ADA);
      String first = ada.start(Tower.QUESTION);
      ada.start(Tower.QUESTION);

      Client.Got third = ada.post("api/v1/runs", "{\"question\":\"x\"}");
      Client.Got fork = ada.post("api/v1/runs/" + first + "/fork", "{}");
      Client.Got bobs = server.client(TestServer.BOB).post("api/v1/runs", "{\"question\":\"x\"}");

      assertThat(third.status()).isEqualTo(429);
      assertThat(third.json().path("detail").asString()).contains("server.open-runs");
      assertThat(Long.parseLong(third.header("Retry-After"))).isPositive();
      assertThat(fork.status()).isEqualTo(429);
      assertThat(bobs.status()).isEqualTo(202);
      ada.post("api/v1/runs/" + first + "/cancel", "");
      RunsApiTest.awaitState(ada, first, "cancelled");
      assertThat(ada.post("api/v1/runs", "{\"question\":\"x\"}").status()).isEqualTo(202);
      gate.open();
    }
  }

  @Test
  void whoeverAsksTooOftenIsToldToWait() {
    UnaryOperator<ServerConfig> few = config -> limited(config, 3, config.openRuns());
    try (var server = TestServer.start(folder, Tower.model(), "", Map.of(), few)) {
      Client ada = server.client(TestServer.ADA);
      for (int i = 0; i < 3; i++) {
        assertThat(ada.get("api/v1/runs").status()).isEqualTo(200);
      }

      assertThat(ada.get("api/v1/runs").status()).isEqualTo(429);
      assertThat(server.client(TestServer.BOB).get("api/v1/runs").status()).isEqualTo(200);
    }
  }

  @Test
  void noAnswerHoldsAToken() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client owner = server.client();
      String id = owner.start(Tower.QUESTION);
      owner.events(id);

      owner
          .get("openapi.json")
          .json()
          .path("paths")
          .propertyNames()
          .forEach(
              path -> {
                String concrete =
                    path.substring(1)
                        .replace("{id}", id)
                        .replace("{evidence}", "E1")
                        .replace("{name}", "tower.txt")
                        .replace("{model}", "deepsearch");
                if (!concrete.endsWith("/events")) {
                  assertThat(owner.get(concrete).text())
                      .as(path)
                      .doesNotContain(TestServer.TOKEN, TestServer.ADA, TestServer.BOB);
                }
              });
    }
  }

  @Test
  void theTokenThatIsMadeIsReadableByItsOwnerAlone() throws IOException {
    Path file = folder.resolve("home").resolve("server-token");

    String made = TokenFile.token(file, new SecureRandom());
    String again = TokenFile.token(file, new SecureRandom());

    assertThat(made).hasSizeGreaterThan(40).isEqualTo(again);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  private static Client.Got send(Client client, String method, String path) {
    return switch (method) {
      case "get" -> client.get(path);
      case "post" -> client.post(path, "{}");
      case "put" -> client.put(path, "{}");
      case "delete" -> client.delete(path);
      default -> throw new IllegalArgumentException(method);
    };
  }

  private static ServerConfig limited(ServerConfig config, int requestsPerMinute, int openRuns) {
    return new ServerConfig(
        config.host(),
        0,
        config.authentication(),
        "",
        config.users(),
        Map.of(),
        List.of(),
        requestsPerMinute,
        config.parallel(),
        config.queue(),
        openRuns,
        config.maxBytes(),
        config.maxUpload(),
        config.heartbeat(),
        "");
  }

  private static ServerConfig with(ServerConfig config, String host, Authentication wanted) {
    return new ServerConfig(
        host,
        0,
        wanted,
        "",
        Map.of(),
        Map.of(),
        List.of(),
        config.requestsPerMinute(),
        config.parallel(),
        config.queue(),
        config.openRuns(),
        config.maxBytes(),
        config.maxUpload(),
        config.heartbeat(),
        "");
  }

  /// The status line of an answer to a request written by hand.
  private static String raw(TestServer server, String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
        var in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return in.readLine();
    }
  }
}
