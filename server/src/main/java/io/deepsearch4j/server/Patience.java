package io.deepsearch4j.server;

import io.deepsearch4j.server.mcp.Progress;
import java.io.IOException;

/// Waits for the end of a run, but not for ever, and passes its steps on meanwhile.
final class Patience implements EventSink {
  private final long until;
  private final Progress progress;

  /// It was not over in time.
  static final class Over extends IOException {
    private static final long serialVersionUID = 1L;

    private Over() {
      super("the run goes on");
    }
  }

  Patience(int seconds, Progress progress) {
    this.until = System.nanoTime() + seconds * 1_000_000_000L;
    this.progress = progress;
  }

  @Override
  public void send(Event event) throws IOException {
    if (event.isStep() && !event.text().isBlank()) {
      progress.tell(event.text());
    }
    check();
  }

  @Override
  public void heartbeat() throws IOException {
    check();
  }

  private void check() throws IOException {
    if (System.nanoTime() >= until) {
      throw new Over();
    }
  }
}
