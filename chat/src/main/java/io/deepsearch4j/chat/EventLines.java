package io.deepsearch4j.chat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Cuts a byte stream of server-sent events into the data of each event. Comments, names and ids
/// are dropped. Not safe to share between threads.
final class EventLines {
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();
  private boolean hasData;

  /// The events that these bytes complete.
  List<String> accept(byte[] bytes) {
    var events = new ArrayList<String>();
    for (byte next : bytes) {
      if (next == '\n') {
        line(events);
      } else {
        line.write(next);
      }
    }
    return events;
  }

  /// The event that the end of the stream completes, if one was under way.
  List<String> end() {
    var events = new ArrayList<String>();
    line(events);
    flush(events);
    return events;
  }

  private void line(List<String> events) {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (text.endsWith("\r")) {
      text = text.substring(0, text.length() - 1);
    }
    if (text.isEmpty()) {
      flush(events);
    } else if (text.startsWith("data:")) {
      if (hasData) {
        data.append('\n');
      }
      data.append(text, text.startsWith("data: ") ? 6 : 5, text.length());
      hasData = true;
    }
  }

  private void flush(List<String> events) {
    if (hasData) {
      events.add(data.toString());
    }
    data.setLength(0);
    hasData = false;
  }
}
