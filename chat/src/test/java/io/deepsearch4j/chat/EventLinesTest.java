package io.deepsearch4j.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLinesTest {
  @Test
  void cutsTheSameEventsWhereverTheBytesAreCut() {
    byte[] stream =
        ": hello\ndata: 高\r\n\r\nevent: x\ndata:b\ndata: c\n\ndata: end"
            .getBytes(StandardCharsets.UTF_8);
    for (int size = 1; size <= stream.length; size++) {
      var lines = new EventLines();
      List<String> events = new ArrayList<>();

      for (int from = 0; from < stream.length; from += size) {
        events.addAll(
            lines.accept(Arrays.copyOfRange(stream, from, Math.min(stream.length, from + size))));
      }
      events.addAll(lines.end());

      assertThat(events).containsExactly("高", "b\nc", "end");
    }
  }
}
