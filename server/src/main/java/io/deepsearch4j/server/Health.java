package io.deepsearch4j.server;

import io.deepsearch4j.agent.RunException;
import io.deepsearch4j.agent.RunStore;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Whether the process lives, and whether it should be sent work.
final class Health {
  private final RunStore store;
  private final AtomicBoolean stopping = new AtomicBoolean();

  /// In one word.
  record Status(String status) {}

  Health(RunStore store) {
    this.store = store;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/healthz", "health", "Whether the process lives.", Status.class, this::healthy)
            .openTo(Route.Access.OPEN),
        Route.get("/readyz", "ready", "Whether it takes work.", Status.class, this::ready)
            .openTo(Route.Access.OPEN));
  }

  /// From now on no more work should be sent.
  void stopping() {
    stopping.set(true);
  }

  private void healthy(Exchange exchange) throws IOException {
    exchange.answer(200, new Status("alive"));
  }

  private void ready(Exchange exchange) throws IOException {
    if (stopping.get()) {
      throw new ProblemException(Code.STOPPING, "the server stops", 5);
    }
    try {
      store.queued("");
    } catch (RunException e) {
      throw new ProblemException(Code.STOPPING, String.valueOf(e.getMessage()), 5);
    }
    exchange.answer(200, new Status("ready"));
  }
}
