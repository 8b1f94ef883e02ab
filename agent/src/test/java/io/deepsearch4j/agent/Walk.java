package io.deepsearch4j.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;

/// A run of a few steps, each of which buys one thing. What is bought is written to a file of
/// receipts, which stands for the outside world: it forgets nothing when the process dies.
final class Walk implements RunHandler {
  static final int STEPS = 4;

  private final RunStore store;
  private final Path receipts;
  private final Consumer<String> events;

  /// @param events is told of every point at which a process may die, by name
  Walk(RunStore store, Path receipts, Consumer<String> events) {
    this.store = store;
    this.receipts = receipts;
    this.events = events;
  }

  @Override
  public void run(String runId) {
    var ledger = Ledger.live(store, runId);
    for (int step = store.steps(runId).size(); step < STEPS; step++) {
      int number = step;
      events.accept("begin " + number);
      String response =
          ledger.once(
              "step " + number,
              CallKind.MODEL,
              "main",
              "solver",
              "hash " + number,
              () -> buy(number));
      events.accept("bought " + number);
      store.appendStep(runId, number, "main", "acted", response);
      events.accept("appended " + number);
    }
    store.setAnswer(runId, "{\"steps\":" + STEPS + "}");
    events.accept("answered");
    store.setState(runId, RunState.COMPLETED, "ANSWERED");
    events.accept("completed");
  }

  private Paid buy(int number) {
    try {
      Files.writeString(
          receipts, "step " + number + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    events.accept("paid " + number);
    return new Paid("{\"n\":" + number + "}", 100, 0, 10, 0, new BigDecimal("0.25"));
  }

  static List<String> receipts(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
