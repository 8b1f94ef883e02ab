package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
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
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
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
