package io.deepsearch4j.server;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Server-sent events on their way to one client; each is sent at once. Not safe to share.
final class EventWriter implements EventSink {
  static final String MEDIA_TYPE = "text/event-stream";

  private static final byte[] ALIVE = ": alive\n\n".getBytes(StandardCharsets.UTF_8);

  private final OutputStream out;

  EventWriter(HttpServletResponse response) throws IOException {
    response.setStatus(200);
    response.setContentType(MEDIA_TYPE + ";charset=utf-8");
    // Proxies that gather output would hold events back.
    response.setHeader("X-Accel-Buffering", "no");
    this.out = response.getOutputStream();
    response.flushBuffer();
  }

  /// @param data one line: JSON
  void data(String data) throws IOException {
    write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void send(Event event) throws IOException {
    write(event.frame());
  }

  /// Shows that the stream is alive; clients skip it.
  @Override
  public void heartbeat() throws IOException {
    write(ALIVE);
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }
}
