package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Watching runs that do not go the usual way.
class AudienceTest {
  private static final String DREAMT = "{\"type\":\"dreamt\",\"of\":\"sheep\"}";

  @TempDir Path folder;

  @Test
  void aStepThatCannotBeReadEndsTheStreamInASentence() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client client = server.client();
      String id = client.start(Tower.QUESTION);
      int steps = (int) client.events(id).stream().filter(AudienceTest::isStep).count();
      server.store.appendStep(id, steps, "research/0", "dreamt", DREAMT);

      List<Client.Event> events = client.events(id);

      assertThat(events).filteredOn(AudienceTest::isStep).hasSize(steps);
      assertThat(events.getLast().type()).isEqualTo("problem");
      assertThat(events.getLast().json().path("detail").asString())
          .isEqualTo("step " + steps + " was stored by another version; ask the question again");
    }
  }

  @Test
  void aStepThatCannotBeReadWhileSomebodyWatchesDoesSoToo() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client client = server.client();
      String ended = client.start(Tower.QUESTION);
      client.events(ended);
      // Nobody works on it, so nobody else appends to it.
      String id =
          server.store.create(Tower.QUESTION, server.store.find(ended).orElseThrow().spec());

      var events = new ArrayList<String>();
      try (Stream<String> lines =
          client.lines(client.request("api/v1/runs/" + id + "/events").GET())) {
        lines
            .filter(line -> line.startsWith("event: "))
            .forEach(
                line -> {
                  if (events.isEmpty()) {
                    server.store.appendStep(id, 0, "research/0", "dreamt", DREAMT);
                  }
                  events.add(line.substring(7));
                });
      }

      assertThat(events).startsWith("state").endsWith("problem").hasSize(2);
      assertThat(server.seats()).isZero();
    }
  }

  @Test
  void aStepThatCannotBeReadIsASentenceForWhoeverAsksForIt() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client client = server.client();
      String id = client.start(Tower.QUESTION);
      int steps = (int) client.events(id).stream().filter(AudienceTest::isStep).count();
      server.store.appendStep(id, steps, "research/0", "dreamt", DREAMT);

      Client.Got got = client.get("api/v1/runs/" + id + "/steps");

      assertThat(got.status()).isEqualTo(500);
      assertThat(got.json().path("detail").asString()).contains("stored by another version");
    }
  }

  @Test
  void whoeverTookASeatBeforeAResumeTakesNobodysSeatAway() throws Exception {
    var gate = new Gate(Tower.model(), 2);
    try (var server = TestServer.start(folder, gate)) {
      Client client = server.client();
      String id = client.start(Tower.QUESTION);
      gate.awaitReached();
      client.post("api/v1/runs/" + id + "/cancel", "");
      RunsApiTest.awaitState(client, id, "cancelled");

      Audience.Seat before = server.audience.join(id);
      client.post("api/v1/runs/" + id + "/resume", "");
      try (Audience.Seat after = server.audience.join(id)) {
        before.close();
        gate.open();
        Await.until(after.channel()::isEnded);

        assertThat(before.channel().isEnded()).isTrue();
        assertThat(server.seats()).isEqualTo(1);
        assertThat(after.channel().since(0, 1).events()).anyMatch(Event::isStep);
      }
      assertThat(server.seats()).isZero();
    }
  }

  private static boolean isStep(Client.Event event) {
    return event.type().equals("step");
  }
}
