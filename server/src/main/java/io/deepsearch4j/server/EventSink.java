package io.deepsearch4j.server;

import java.io.IOException;

/// Where the events of a run go: to a client as they are, or into another protocol.
interface EventSink {
  void send(Event event) throws IOException;

  /// Nothing has happened for a while.
  void heartbeat() throws IOException;

  /// Nobody listens; somebody waits for the end all the same.
  EventSink NOBODY =
      new EventSink() {
        @Override
        public void send(Event event) {}

        @Override
        public void heartbeat() {}
      };
}
