package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Events on their way to many readers, quick and slow: row W10 of the threat model.
class EventStreamTest {
  @TempDir Path folder;

  @Test
  void aChannelKeepsABoundedNumberAndTellsWhoMissedSome() throws Exception {
    var channel = new Channel(0);
    long cursor = channel.cursor();

    IntStream.range(0, 1_000).forEach(number -> channel.add(new Event("step", number, "{}", "")));
    Channel.Batch late = channel.since(cursor, 1);
    Channel.Batch nothing = channel.since(late.cursor(), 1);

    assertThat(late.missed()).isTrue();
    assertThat(late.events()).hasSizeLessThan(300);
    assertThat(late.events().getLast().position()).isEqualTo(999);
    assertThat(nothing.events()).isEmpty();
    assertThat(nothing.missed()).isFalse();
  }

  @Test
  void largeEventsArePushedOutByWhatTheyWeigh() throws Exception {
    var channel = new Channel(0);
    String large = "x".repeat(500_000);

    IntStream.range(0, 20).forEach(number -> channel.add(new Event("step", number, large, "")));

    assertThat(channel.since(0, 1).events()).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void aStepThatIsToldTwiceIsSentOnce() throws Exception {
    var channel = new Channel(3);

    channel.add(new Event("step", 2, "{}", ""));
    channel.add(new Event("step", 3, "{}", ""));
    channel.add(new Event("step", 3, "{}", ""));

    assertThat(channel.since(0, 1).events()).extracting(Event::position).containsExactly(3);
  }

  @Test
  void readersWhoNeverReadDelayNobody() throws Exception {
    var gate = new Gate(Tower.model(), 2);
    try (var server = TestServer.start(folder, gate)) {
      Client client = server.client();
      String id = client.start(Tower.QUESTION);
      gate.awaitReached();
      List<Socket> idle = new ArrayList<>();
      try {
        for (int i = 0; i < 100; i++) {
          idle.add(watching(server, id));
        }

        gate.open();
        List<Client.Event> events = client.events(id);

        assertThat(events.getLast().type()).isEqualTo("end");
        assertThat(events.getLast().json().path("state").asString()).isEqualTo("completed");
      } finally {
        for (Socket socket : idle) {
          socket.close();
        }
      }
    }
  }

  // A socket holds a few megabytes for whoever does not read (four at most, unless somebody has
  // told Linux otherwise), the channel two: a run that waited for a reader could not get rid of
  // twenty.
  @Test
  void aRunThatSaysMoreThanAllBuffersHoldWaitsForNobody() throws Exception {
    int pieces = 40;
    var gate = new Gate(new Flood(Tower.model(), pieces, 500_000), 2);
    try (var server = TestServer.start(folder, gate)) {
      Client client = server.client();
      String id = client.start(Tower.QUESTION);
      gate.awaitReached();
      List<Socket> asleep = new ArrayList<>();
      try {
        for (int i = 0; i < 10; i++) {
          asleep.add(watching(server, id));
        }
        Await.until(() -> server.seats() == 10);

        gate.open();
        RunsApiTest.awaitState(client, id, "completed");
        List<String> heard = events(asleep.getFirst());

        assertThat(heard).endsWith("end");
        assertThat(heard).filteredOn("piece"::equals).hasSizeLessThan(pieces);
        assertThat(heard).filteredOn("step"::equals).hasSize(steps(client, id));
      } finally {
        for (Socket socket : asleep) {
          socket.close();
        }
      }
    }
  }

  /// The kinds of events that come out of a socket until the run ends.
  private static List<String> events(Socket socket) throws IOException {
    var events = new ArrayList<String>();
    var in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    while (!events.contains("end")) {
      String line = in.readLine();
      assertThat(line).as("the stream broke off after " + events).isNotNull();
      if (line.startsWith("event: ")) {
        events.add(line.substring(7));
      }
    }
    return events;
  }

  private static int steps(Client client, String run) {
    return client.get("api/v1/runs/" + run + "/steps").json().path("total").asInt();
  }

  @Test
  void aSilentStreamShowsThatItIsAlive() throws Exception {
    var gate = new Gate(Tower.model(), 1);
    try (var server = TestServer.start(folder, gate)) {
      String id = server.client().start(Tower.QUESTION);
      gate.awaitReached();

      try (Socket socket = watching(server, id);
          var in =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        assertThat(in.lines().anyMatch(line -> line.equals(": alive"))).isTrue();
      }
      gate.open();
    }
  }

  @Test
  void theRunGoesOnWhenItsReaderIsGone() throws Exception {
    var gate = new Gate(Tower.model(), 2);
    try (var server = TestServer.start(folder, gate)) {
      Client client = server.client();
      String id = client.start(Tower.QUESTION);
      gate.awaitReached();

      watching(server, id).close();
      gate.open();

      RunsApiTest.awaitState(client, id, "completed");
    }
  }

  private static Socket watching(TestServer server, String run) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(server.socketAddress());
    socket
        .getOutputStream()
        .write(
            ("GET /api/v1/runs/"
                    + run
                    + "/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + TestServer.TOKEN
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
    return socket;
  }
}
