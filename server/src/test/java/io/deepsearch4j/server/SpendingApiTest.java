package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What all runs have cost: the sum of their own bills, however it is split.
class SpendingApiTest {
  private static final List<String> FIGURES =
      List.of(
          "calls",
          "prompt_tokens",
          "cached_tokens",
          "completion_tokens",
          "reasoning_tokens",
          "cost");

  @TempDir Path folder;

  @Test
  void isTheSumOfTheRunsOwnBillsHoweverItIsSplit() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client owner = server.client();
      List<String> runs =
          Stream.of(owner, owner, server.client(TestServer.ADA))
              .map(SpendingApiTest::ended)
              .toList();
      List<JsonNode> bills = runs.stream().map(run -> bill(owner, run)).toList();

      for (String by : List.of("day", "model", "user", "stage")) {
        JsonNode spending = owner.get("api/v1/usage?by=" + by).json();

        assertThat(spending.path("by").asString()).isEqualTo(by);
        assertThat(spending.path("total").path("runs").asInt()).isEqualTo(3);
        List<JsonNode> lines = spending.path("lines").valueStream().toList();
        for (String figure : FIGURES) {
          assertThat(spending.path("total").path(figure).decimalValue())
              .as(by + " " + figure)
              .isPositive()
              .isEqualByComparingTo(sum(lines, figure))
              .isEqualByComparingTo(sum(bills, figure));
        }
      }
    }
  }

  @Test
  void isSplitByWhatItSays() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client owner = server.client();
      String run = ended(owner);
      ended(server.client(TestServer.ADA));

      assertThat(keys(owner.get("api/v1/usage").json()))
          .contains(server.store.find(run).orElseThrow().created().toString().substring(0, 10));
      assertThat(keys(owner.get("api/v1/usage?by=model").json()))
          .containsExactly("", Tower.model().name());
      assertThat(keys(owner.get("api/v1/usage?by=user").json())).containsExactly("", "ada");
      assertThat(keys(owner.get("api/v1/usage?by=stage").json()))
          .containsExactly("open", "planner", "reader", "researcher", "search", "verifier");
    }
  }

  @Test
  void everybodySeesTheirOwnAndOnlyTheOwnerWhoSpentIt() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client ada = server.client(TestServer.ADA);
      ended(server.client());
      String hers = ended(ada);

      JsonNode spending = ada.get("api/v1/usage").json();
      Client.Got people = ada.get("api/v1/usage?by=user");

      assertThat(spending.path("total").path("runs").asInt()).isEqualTo(1);
      assertThat(spending.path("total").path("cost")).isEqualTo(bill(ada, hers).path("cost"));
      assertThat(people.status()).isEqualTo(403);
      assertThat(people.json().path("code").asString()).isEqualTo("forbidden");
      assertThat(server.client(TestServer.BOB).get("api/v1/usage").json().path("lines")).isEmpty();
    }
  }

  @Test
  void onlyTheDaysThatWereAskedForCount() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client owner = server.client();
      String run = ended(owner);
      String day = server.store.find(run).orElseThrow().created().toString().substring(0, 10);

      JsonNode before = owner.get("api/v1/usage?from=2000-01-01&to=2000-12-31").json();
      JsonNode after = owner.get("api/v1/usage?from=9000-01-01").json();
      JsonNode then = owner.get("api/v1/usage?from=" + day + "&to=" + day).json();

      assertThat(before.path("lines")).isEmpty();
      assertThat(before.path("total").path("runs").asInt()).isZero();
      assertThat(before.path("total").path("cost").decimalValue()).isZero();
      assertThat(after.path("lines")).isEmpty();
      assertThat(then.path("total").path("runs").asInt()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "by=colour",
        "by=",
        "from=yesterday",
        "to=2026-02-30",
        "from=%2B999999999-12-31",
        "from=2026-02-02&to=2026-02-01"
      })
  void whatCannotBeAskedForIsRefusedWithASentence(String query) {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client.Got got = server.client().get("api/v1/usage?" + query);

      assertThat(got.status()).isEqualTo(422);
      assertThat(got.json().path("detail").asString()).contains("must");
    }
  }

  private static String ended(Client client) {
    String run = client.start(Tower.QUESTION);
    client.events(run);
    return run;
  }

  private static JsonNode bill(Client client, String run) {
    return client.get("api/v1/runs/" + run + "/usage").json().path("total");
  }

  private static List<String> keys(JsonNode spending) {
    return spending.path("lines").valueStream().map(line -> line.path("key").asString()).toList();
  }

  private static BigDecimal sum(List<JsonNode> lines, String figure) {
    return lines.stream()
        .map(line -> line.path(figure).decimalValue())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
