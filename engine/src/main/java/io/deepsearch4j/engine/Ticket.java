package io.deepsearch4j.engine;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// What connects a caller, who waits, with the engine's thread, which never does: the listener runs
/// on the caller's thread.
final class Ticket {
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private volatile boolean cancelled;

  private sealed interface Event {
    record Came(GeneratedToken token) implements Event {}

    record Ended(Generation generation) implements Event {}

    record Failed(RuntimeException cause) implements Event {}
  }

  void came(GeneratedToken token) {
    events.add(new Event.Came(token));
  }

  void ended(Generation generation) {
    events.add(new Event.Ended(generation));
  }

  void failed(RuntimeException cause) {
    events.add(new Event.Failed(cause));
  }

  boolean isCancelled() {
    return cancelled;
  }

  /// Hands tokens to the listener as they come and waits for the end. An interruption cancels the
  /// request: what was written until then comes back, and the thread stays interrupted.
  Generation await(Consumer<GeneratedToken> listener) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          switch (events.take()) {
            case Event.Came(var token) -> listener.accept(token);
            case Event.Ended(var generation) -> {
              return generation;
            }
            case Event.Failed(var cause) -> throw cause;
          }
        } catch (InterruptedException _) {
          interrupted = true;
          cancelled = true;
        }
      }
    } finally {
      // Also when the listener threw: nobody waits for the rest any more.
      cancelled = true;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
