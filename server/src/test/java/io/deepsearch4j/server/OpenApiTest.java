package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The description of the API. That the server obeys it is checked with every answer that any test
/// of this module gets.
class OpenApiTest {
  @TempDir Path folder;

  @Test
  void isOpenApiOfVersionThreeDotOneWithUniqueOperations() {
    try (var server = TestServer.start(folder, Tower.model())) {
      JsonNode document = server.client("").get("openapi.json").json();

      var names = new HashSet<String>();
      assertThat(document.path("openapi").asString()).startsWith("3.1.");
      document
          .path("paths")
          .forEach(
              methods ->
                  methods.forEach(
                      operation ->
                          assertThat(names.add(operation.path("operationId").asString()))
                              .isTrue()));
      assertThat(names).contains("startRun", "watchRun", "complete", "respond", "metrics");
      document
          .findValues("$ref")
          .forEach(
              reference ->
                  assertThat(document.at(reference.asString().substring(1)).isObject()).isTrue());
    }
  }

  @Test
  void anAnswerThatBreaksItsSchemaIsNoticed() {
    try (var server = TestServer.start(folder, Tower.model())) {
      var contract = Contract.of(server.address(), HttpClient.newHttpClient());

      assertThatThrownBy(
              () ->
                  contract.check(
                      "get", "/readyz", 200, "application/json", "{\"status\":1,\"more\":true}"))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("status is no string")
          .hasMessageContaining("more is not described");
    }
  }
}
