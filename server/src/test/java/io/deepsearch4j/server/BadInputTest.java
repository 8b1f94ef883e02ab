package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Requests that somebody made to hurt: rows C1, C3, C4, C5, C6, C8, S7, W1 and W8 of the threat
/// model, as far as they touch the API.
class BadInputTest {
  @TempDir Path folder;
  private TestServer server;
  private Client client;

  @BeforeEach
  void start() {
    server =
        TestServer.start(
            folder, Tower.model(), "<script>alert(1)</script>", Map.of(), UnaryOperator.identity());
    client = server.client();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "400|{",
        "422|{} {}",
        "400|{\"question\":\"a\",\"question\":\"b\"}",
        "422|[]",
        "422|{}",
        "422|{\"question\":\" \"}",
        "422|{\"question\":\"a\",\"depth\":\"bottomless\"}",
        "422|{\"question\":\"a\",\"max_cost\":-1}",
        "422|{\"question\":\"a\",\"max_steps\":\"many\"}",
        "422|{\"question\":\"a\",\"language\":\"../../etc\"}",
        "422|{\"question\":\"a\",\"places\":{\"web\":false}}",
        "422|{\"question\":\"a\",\"places\":{\"web\":true,\"practice\":2}}",
        "422|{\"question\":\"a\",\"places\":{\"documents\":[\"/etc/passwd\"]}}",
        "422|{\"question\":\"a\",\"model\":\"local:/etc/passwd\"}",
      })
  void aBodyThatDoesNotFitIsRefusedWithASentence(int status, String body) {
    Client.Got got = client.post("api/v1/runs", body);

    assertThat(got.status()).isEqualTo(status);
    assertThat(got.header("Content-Type")).isEqualTo(Problem.MEDIA_TYPE);
    assertThat(got.json().path("detail").asString()).isNotBlank();
    assertThat(server.store.list(10)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mcp", "mcp_servers", "base_url", "search", "web", "home", "wiring", "config"})
  void aRequestCannotSetWhatOnlyTheSettingsFileMay(String field) {
    String body = "{\"question\":\"a\",\"" + field + "\":{\"command\":\"touch /tmp/x\"}}";

    Client.Got got = client.post("api/v1/runs", body);

    assertThat(got.status()).isEqualTo(422);
    assertThat(got.text()).contains("there is no field");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "/no/such/file", "\\\\\\\\host\\\\share", "..", "reports"})
  void namedDocumentsAreRefusedAlikeWhetherTheyExistOrNot(String name) {
    Client.Got got =
        client.post(
            "api/v1/runs", "{\"question\":\"a\",\"places\":{\"documents\":[\"" + name + "\"]}}");

    assertThat(got.status()).isEqualTo(422);
    assertThat(got.json().path("detail").asString())
        .isEqualTo("there are no documents of that name");
  }

  // Of the whole API, so that a field of tomorrow is looked at, too.
  @Test
  void noRequestNamesAnAddressAFolderACommandOrAHeader() {
    JsonNode api = client.get("openapi.json").json();
    var taken = new TreeSet<String>();
    for (JsonNode methods : api.path("paths")) {
      for (JsonNode operation : methods) {
        operation.path("parameters").forEach(one -> taken.add(one.path("name").asString()));
        fields(api, operation.path("requestBody"), taken);
      }
    }

    assertThat(taken).contains("question", "documents", "Idempotency-Key", "steps");
    assertThat(taken)
        .filteredOn(
            name ->
                name.matches(
                    "(?i).*(ur[il]|path|folder|dir|command|exec|script|env|header|host|proxy|port"
                        + "|address|secret|password|key)s?"))
        // Of the web alone; a key of the caller's own making.
        .containsExactlyInAnyOrder("key_urls", "Idempotency-Key");
  }

  private static void fields(JsonNode api, JsonNode node, Set<String> found) {
    node.forEachEntry(
        (name, value) -> {
          if (name.equals("$ref")) {
            fields(api, api.at(value.asString().substring(1)), found);
          } else {
            if (name.equals("properties")) {
              found.addAll(value.propertyNames());
            }
            fields(api, value, found);
          }
        });
    if (node.isArray()) {
      node.forEach(one -> fields(api, one, found));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..%2f..%2f..%2f..%2fetc%2fpasswd",
        "%2e%2e%2f%2e%2e",
        "..%5c..%5cwin.ini",
        "a%00b",
        "http:%2f%2f127.0.0.1:1%2f",
        "file:%2f%2f%2fetc%2fpasswd",
        "E1%2f..%2fE1"
      })
  void anOddNameInAnAddressLeadsNowhere(String name) {
    String id = client.start(Tower.QUESTION);
    client.events(id);
    var asked = new ArrayList<String>();

    for (String path : client.get("openapi.json").json().path("paths").propertyNames()) {
      String last = path.substring(1).replaceFirst("\\{id}", id);
      // One odd name at a time, so that the rest of the address leads to something.
      String odd =
          last.contains("{")
              ? last.replaceAll("\\{[a-z_]+}", name)
              : path.substring(1).replaceFirst("\\{id}", name);
      if (!odd.equals(path.substring(1))) {
        asked.add(odd);
        Client.Got got = client.get(odd);
        assertThat(got.status()).as(odd).isIn(400, 404, 405);
        assertThat(got.text()).as(odd).doesNotContain("root:", "Exception");
      }
    }

    assertThat(asked).anyMatch(one -> one.endsWith("/source")).hasSizeGreaterThan(10);
  }

  @Test
  void theServerListensOnThisMachineAlone() throws IOException {
    assertThat(ServerConfig.DEFAULT.isLoopback()).isTrue();
    for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(network.getInetAddresses())) {
        if (!address.isLoopbackAddress() && !address.isLinkLocalAddress()) {
          assertThatThrownBy(() -> new Socket(address, server.socketAddress().getPort()).close())
              .as(address.toString())
              .isInstanceOf(IOException.class);
        }
      }
    }
    new Socket(InetAddress.getLoopbackAddress(), server.socketAddress().getPort()).close();
  }

  @Test
  void deepAndLongBodiesAreCapped() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    String longer = "{\"question\":\"" + "a".repeat(1_100_000) + "\"}";

    assertThat(client.post("api/v1/runs", deep).status()).isIn(400, 422);
    assertThat(client.post("v1/chat/completions", deep).status()).isIn(400, 422);
    assertThat(client.post("api/v1/runs", longer).status()).isEqualTo(413);
    assertThat(client.post("v1/responses", longer).status()).isEqualTo(413);
    assertThat(client.get("healthz").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "%2e%2e%2f", "pdf%00", "MARKDOWN", "exe"})
  void aFormatOutsideTheListIsRefused(String format) {
    String id = client.start(Tower.QUESTION);
    client.events(id);

    assertThat(client.get("api/v1/runs/" + id + "/report?format=" + format).status())
        .isEqualTo(422);
  }

  @Test
  void quotesAndSyntaxInFiltersAreJustText() {
    client.events(client.start(Tower.QUESTION));

    Client.Got got = client.get("api/v1/runs?before=%27%20or%20%271%27=%271");

    assertThat(got.status()).isEqualTo(200);
    assertThat(client.get("api/v1/runs?limit=1%20union").status()).isEqualTo(422);
  }

  @Test
  void markupInATitleTravelsAsTextAndReportsAreSandboxed() {
    String id = client.start(Tower.QUESTION);
    client.events(id);

    Client.Got evidence = client.get("api/v1/runs/" + id + "/evidence");
    Client.Got report = client.get("api/v1/runs/" + id + "/report");

    assertThat(evidence.header("Content-Type")).isEqualTo("application/json");
    assertThat(evidence.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(evidence.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(evidence.json().path("evidence").path(0).path("title").asString())
        .isEqualTo("<script>alert(1)</script>");
    assertThat(report.header("Content-Security-Policy")).startsWith("sandbox");
    assertThat(report.header("Content-Disposition")).startsWith("attachment");
  }

  @Test
  void aPlanTakesNoAddressButOfTheWeb() {
    String id =
        client
            .post("api/v1/runs", "{\"question\":\"a\",\"approval\":\"ask\"}")
            .json()
            .path("id")
            .asString();
    RunsApiTest.awaitState(client, id, "awaiting_approval");
    String etag = client.get("api/v1/runs/" + id + "/plan").header("ETag");

    Client.Got got =
        client.put(
            "api/v1/runs/" + id + "/plan",
            "{\"conditions\":[{\"text\":\"x\"}],\"key_urls\":[\"file:///etc/passwd\"]}",
            "If-Match",
            etag);

    assertThat(got.status()).isEqualTo(422);
  }

  @Test
  void whatIsNotThereIsAProblemToo() {
    assertThat(client.get("api/v1/nothing").json().path("code").asString()).isEqualTo("not_found");
    assertThat(client.delete("api/v1/runs").json().path("code").asString())
        .isEqualTo("method_not_allowed");
  }
}
