package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.agent.ChildProcess.Fate;
import io.deepsearch4j.agent.RunQueueConfig.Reach;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds when a process is killed, on whichever database.
abstract class CrashContract {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @TempDir Path folder;

  /// How a process opens the database.
  abstract List<String> database();

  @Test
  void resumesAHaltedRunAtTheNextStepAndBuysNothingAgain() throws Exception {
    assertSurvives("bought 2", 0);
  }

  @Test
  void letsAWorkerTakeOverTheRunOfAKilledProcess() throws Exception {
    Path receipts = folder.resolve("receipts");
    try (var store = ChildProcess.open(database())) {
      String run = store.create("q", "{}");
      Process child =
          ChildProcess.start(database(), Reach.ALL_RUNS, run, receipts, "appended 1", Fate.WAIT);
      awaitReached(receipts, child);

      child.destroyForcibly().waitFor();
      try (var _ =
          RunQueue.open(
              store, new Walk(store, receipts, _ -> {}), ChildProcess.quick(Reach.ALL_RUNS))) {
        Await.until("the run completes", DEADLINE, () -> isCompleted(store, run));
      }

      assertThat(Walk.receipts(receipts)).doesNotHaveDuplicates().hasSize(Walk.STEPS);
      assertThat(store.steps(run)).hasSize(Walk.STEPS);
    }
  }

  @Test
  void leavesTheRunOfALiveProcessAloneAndCancelsItFromOutside() throws Exception {
    Path receipts = folder.resolve("receipts");
    try (var store = ChildProcess.open(database())) {
      String run = store.create("q", "{}");
      Process child =
          ChildProcess.start(database(), Reach.OWN_RUNS, run, receipts, "appended 1", Fate.WAIT);
      awaitReached(receipts, child);

      try (var queue =
          RunQueue.open(
              store, new Walk(store, receipts, _ -> {}), ChildProcess.quick(Reach.ALL_RUNS))) {
        Resumption resumption = queue.resume(run);
        RunState state = queue.cancel(run);

        assertThat(resumption)
            .isInstanceOfSatisfying(
                Resumption.Refused.class,
                refused ->
                    assertThat(refused.why())
                        .contains("still running in process " + child.pid())
                        .contains("cancel it first, or wait"));
        assertThat(state).isEqualTo(RunState.CANCELLING);
        Await.until(
            "the child stops",
            DEADLINE,
            () -> store.find(run).orElseThrow().state() == RunState.CANCELLED);
      } finally {
        child.destroyForcibly().waitFor();
      }
      assertThat(store.steps(run)).hasSize(2);
    }
  }

  /// Halts a child at an event, resumes its run here, and looks at what was bought.
  void assertSurvives(String event, int repeatedPurchases) throws Exception {
    Path receipts = folder.resolve(event.replace(' ', '-'));
    try (var store = ChildProcess.open(database())) {
      String run = store.create("q", "{}");
      Process child =
          ChildProcess.start(database(), Reach.OWN_RUNS, run, receipts, event, Fate.HALT);
      assertThat(child.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).as(log(receipts)).isTrue();
      assertThat(child.exitValue()).as(log(receipts)).isEqualTo(9);

      Resumption resumption = new Resumption.Resumed();
      try (var queue =
          RunQueue.open(
              store, new Walk(store, receipts, _ -> {}), ChildProcess.quick(Reach.OWN_RUNS))) {
        if (!isCompleted(store, run)) {
          resumption = queue.resume(run);
          Await.until("the run completes", DEADLINE, () -> isCompleted(store, run));
        }
      }

      assertThat(resumption).isEqualTo(new Resumption.Resumed());
      assertThat(store.steps(run))
          .extracting(StoredStep::body)
          .containsExactlyElementsOf(
              IntStream.range(0, Walk.STEPS).mapToObj(n -> "{\"n\":" + n + "}").toList());
      assertThat(Walk.receipts(receipts)).hasSize(Walk.STEPS + repeatedPurchases);
      assertThat(store.calls(run)).filteredOn(Call::repeated).hasSize(repeatedPurchases);
      assertThat(store.bill(run).total().cost()).isEqualByComparingTo("1.00");
    }
  }

  static boolean isCompleted(RunStore store, String run) {
    return store.find(run).orElseThrow().state() == RunState.COMPLETED;
  }

  private static void awaitReached(Path receipts, Process child) {
    Path mark = Path.of(receipts + ".reached");
    Await.until(
        "the child reaches the event: " + receipts,
        DEADLINE,
        () -> Files.exists(mark) || !child.isAlive());
    assertThat(child.isAlive()).as(log(receipts)).isTrue();
  }

  private static String log(Path receipts) {
    try {
      return Files.readString(Path.of(receipts + ".child.log"));
    } catch (IOException e) {
      return "the child left no log";
    }
  }
}
