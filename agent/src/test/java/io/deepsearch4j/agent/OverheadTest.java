package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class OverheadTest {
  private static final int WARM_UP = 500;
  private static final int STEPS = 1_000;
  private static final String BODY = "{\"text\":\"" + "knowledge ".repeat(400) + "\"}";

  @TempDir Path home;

  @Test
  void storesACallAndAStepOnSqliteWithinTwoMilliseconds(TestReporter reporter) {
    try (var store = RunStore.open(home)) {
      walk(store, WARM_UP);

      long[] nanos = walk(store, STEPS);

      report(reporter, "sqlite", nanos);
      assertThat(Duration.ofNanos(nanos[STEPS / 2])).isLessThan(Duration.ofMillis(2));
    }
  }

  @Test
  void storesACallAndAStepOnPostgresWithinTenMilliseconds(TestReporter reporter) {
    try (var store = ChildProcess.open(Postgres.newDatabase())) {
      walk(store, WARM_UP);

      long[] nanos = walk(store, STEPS);

      report(reporter, "postgres", nanos);
      assertThat(Duration.ofNanos(nanos[STEPS / 2])).isLessThan(Duration.ofMillis(10));
    }
  }

  /// What storage costs per step with one paid call and 4 kB of text, shortest first.
  private static long[] walk(RunStore store, int steps) {
    String run = store.create("q", "{}");
    var ledger = Ledger.live(store, run);
    var paid = new Paid(BODY, 1_000, 900, 100, 50, new BigDecimal("0.0012"));
    long[] nanos = new long[steps];
    for (int step = 0; step < steps; step++) {
      long before = System.nanoTime();
      ledger.once("call " + step, CallKind.MODEL, "main", "solver", "hash", () -> paid);
      store.appendStep(run, step, "main", "acted", BODY);
      nanos[step] = System.nanoTime() - before;
    }
    Arrays.sort(nanos);
    return nanos;
  }

  private static void report(TestReporter reporter, String database, long[] nanos) {
    reporter.publishEntry(
        database,
        "p50 %.3f ms, p95 %.3f ms, worst %.3f ms"
            .formatted(
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 95 / 100] / 1e6,
                nanos[nanos.length - 1] / 1e6));
  }
}
