package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.server.EstimateView.RangeView;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a run may come to: what runs like it have come to, or else what its limits allow.
class EstimateApiTest {
  private static final String QUICK = "{\"question\":\"q\",\"depth\":\"quick\"}";

  @TempDir Path folder;

  @Test
  void withoutRunsLikeItOnlyTheLimitsAreKnown() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client client = server.client();

      JsonNode estimate = client.post("api/v1/estimate", QUICK).json();
      JsonNode limited =
          client
              .post(
                  "api/v1/estimate",
                  "{\"question\":\"q\",\"depth\":\"quick\",\"max_cost\":0.5,\"max_minutes\":2}")
              .json();

      assertThat(estimate.path("based_on").asInt()).isZero();
      assertRange(estimate.path("tokens"), "0", "300000");
      assertRange(estimate.path("cost"), "0", "2.4");
      assertRange(estimate.path("minutes"), "0", "3");
      assertThat(estimate.path("limits").path("max_steps").asInt()).isEqualTo(15);
      assertRange(limited.path("cost"), "0", "0.5");
      assertRange(limited.path("minutes"), "0", "2");
      assertThat(server.store.list(10)).as("nothing is started").isEmpty();
    }
  }

  @Test
  void threeRunsLikeItOfTheSameCallerSayWhatItMayCost() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client client = server.client();
      List<JsonNode> bills =
          IntStream.range(0, 3).mapToObj(_ -> bill(client, ended(client))).toList();

      JsonNode like = client.post("api/v1/estimate", QUICK).json();
      JsonNode deeper =
          client.post("api/v1/estimate", "{\"question\":\"q\",\"depth\":\"deep\"}").json();
      JsonNode anothers = server.client(TestServer.ADA).post("api/v1/estimate", QUICK).json();

      String cost = bills.getFirst().path("cost").decimalValue().toPlainString();
      long tokens =
          bills.getFirst().path("prompt_tokens").asLong()
              + bills.getFirst().path("completion_tokens").asLong();
      assertThat(like.path("based_on").asInt()).isEqualTo(3);
      assertRange(like.path("cost"), cost, cost);
      assertRange(like.path("tokens"), String.valueOf(tokens), String.valueOf(tokens));
      assertThat(like.path("minutes").path("high").decimalValue()).isLessThan(BigDecimal.ONE);
      assertThat(deeper.path("based_on").asInt()).isZero();
      assertThat(anothers.path("based_on").asInt()).isZero();
    }
  }

  @Test
  void forksAndRunsThatWereCancelledSayNothing() throws Exception {
    var gate = new Gate(Tower.model(), 3);
    try (var server = TestServer.start(folder, gate)) {
      Client client = server.client();
      String id = client.post("api/v1/runs", QUICK).json().path("id").asString();
      gate.awaitReached();
      client.post("api/v1/runs/" + id + "/cancel", "");
      RunsApiTest.awaitState(client, id, "cancelled");
      gate.open();
      for (int i = 0; i < 3; i++) {
        client.events(
            client
                .post("api/v1/runs/" + id + "/fork", "{\"steps\":1}")
                .json()
                .path("id")
                .asString());
      }

      JsonNode estimate = client.post("api/v1/estimate", QUICK).json();

      assertThat(estimate.path("based_on").asInt()).isZero();
    }
  }

  @Test
  void aRunThatCouldNotBeStartedIsNotEstimated() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client client = server.client();

      assertThat(client.post("api/v1/estimate", "{}").status()).isEqualTo(422);
      assertThat(client.post("api/v1/estimate", "{\"question\":\"q\",\"depth\":\"x\"}").status())
          .isEqualTo(422);
      assertThat(client.post("api/v1/estimate", "{\"question\":\"q\",\"model\":\"x\"}").status())
          .isEqualTo(422);
    }
  }

  @Test
  void aRangeLeavesOutTheExtremesAndEndsAtTheLimit() {
    List<BigDecimal> seen = IntStream.rangeClosed(1, 20).mapToObj(BigDecimal::valueOf).toList();

    assertThat(RangeView.of(seen.reversed(), new BigDecimal(1_000)))
        .isEqualTo(new RangeView(new BigDecimal(2), new BigDecimal(18)));
    assertThat(RangeView.of(seen, BigDecimal.TEN))
        .isEqualTo(new RangeView(new BigDecimal(2), BigDecimal.TEN));
  }

  private static String ended(Client client) {
    String run = client.post("api/v1/runs", QUICK).json().path("id").asString();
    client.events(run);
    return run;
  }

  private static JsonNode bill(Client client, String run) {
    return client.get("api/v1/runs/" + run + "/usage").json().path("total");
  }

  private static void assertRange(JsonNode range, String low, String high) {
    assertThat(range.path("low").decimalValue()).isEqualByComparingTo(low);
    assertThat(range.path("high").decimalValue()).isEqualByComparingTo(high);
  }
}
