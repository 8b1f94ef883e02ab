package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.agent.RunQueueConfig.Reach;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two queues over one store stand for two processes.
class RunQueueTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @TempDir Path home;
  private RunStore store;
  private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();

  @BeforeEach
  void open() {
    store = RunStore.open(home);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void worksOnAStartedRunPromptly() throws Exception {
    try (var queue = queue(Reach.OWN_RUNS, this::complete)) {
      String run = store.create("q", "{}");
      long before = System.nanoTime();

      queue.start(run);

      assertThat(begun.poll(30, TimeUnit.SECONDS)).isEqualTo(run);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
      awaitState(run, RunState.COMPLETED);
      assertThat(store.find(run).orElseThrow().stopReason()).isEqualTo("ANSWERED");
    }
  }

  @Test
  void endsARunWhoseHandlerFails() {
    try (var queue =
        queue(
            Reach.OWN_RUNS,
            _ -> {
              throw new IllegalStateException("our mistake");
            })) {
      String run = store.create("q", "{}");

      queue.start(run);

      awaitState(run, RunState.FAILED);
      assertThat(store.find(run).orElseThrow().stopReason()).isEqualTo("ERROR");
    }
  }

  @Test
  void endsARunThatStoresAStepTwice() {
    try (var queue =
        queue(
            Reach.OWN_RUNS,
            id -> {
              store.appendStep(id, 0, "main", "acted", "{}");
              store.appendStep(id, 0, "main", "acted", "{}");
            })) {
      String run = store.create("q", "{}");

      queue.start(run);

      awaitState(run, RunState.FAILED);
    }
  }

  @Test
  void goesOnWithAFailedRunWhenToldTo() {
    var broken = new AtomicBoolean(true);
    try (var queue =
        queue(
            Reach.OWN_RUNS,
            id -> {
              if (broken.get()) {
                throw new IllegalStateException("the endpoint is down");
              }
              complete(id);
            })) {
      String run = store.create("q", "{}");
      queue.start(run);
      awaitState(run, RunState.FAILED);
      broken.set(false);

      Await.until("it is resumed", DEADLINE, () -> queue.resume(run) instanceof Resumption.Resumed);

      awaitState(run, RunState.COMPLETED);
    }
  }

  @Test
  void refusesToResumeACompleteRun() {
    try (var queue = queue(Reach.OWN_RUNS, this::complete)) {
      String run = store.create("q", "{}");
      queue.start(run);
      awaitState(run, RunState.COMPLETED);

      Resumption resumption = queue.resume(run);

      assertThat(resumption)
          .isEqualTo(
              new Resumption.Refused("run " + run + " is complete; fork it to go another way"));
    }
  }

  @Test
  void interruptsARunThatIsCancelledElsewhere() throws Exception {
    try (var worker = queue(Reach.ALL_RUNS, this::lasting);
        var other = queue(Reach.OWN_RUNS, this::complete)) {
      String run = store.create("q", "{}");
      worker.start(run);
      assertThat(begun.poll(30, TimeUnit.SECONDS)).isEqualTo(run);

      other.cancel(run);

      awaitState(run, RunState.CANCELLED);
    }
  }

  @Test
  void cancelsAQueuedRunAtOnce() {
    var never = new CountDownLatch(1);
    try (var queue =
        RunQueue.open(
            store,
            id -> {
              begun.add(id);
              never.await();
            },
            new RunQueueConfig(Reach.OWN_RUNS, 1, Duration.ofMillis(50), Duration.ofMillis(250)))) {
      String first = store.create("first", "{}");
      queue.start(first);
      awaitState(first, RunState.RUNNING);
      String second = store.create("second", "{}");
      queue.start(second);

      RunState state = queue.cancel(second);

      assertThat(state).isEqualTo(RunState.CANCELLED);
      queue.cancel(first);
      awaitState(first, RunState.CANCELLED);
      assertThat(begun).containsExactly(first);
    }
  }

  @Test
  void letsACancelledRunGiveAPartialAnswer() throws Exception {
    try (var queue =
        queue(
            Reach.OWN_RUNS,
            id -> {
              begun.add(id);
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                store.setAnswer(id, "{\"partial\":true}");
                store.setState(id, RunState.PARTIAL, "CANCELLED");
                throw e;
              }
            })) {
      String run = store.create("q", "{}");
      queue.start(run);
      begun.take();

      queue.cancel(run);

      awaitState(run, RunState.PARTIAL);
      assertThat(store.find(run).orElseThrow().answer()).isEqualTo("{\"partial\":true}");
    }
  }

  @Test
  void leavesItsRunsToOthersWhenItCloses() throws Exception {
    String run = store.create("q", "{}");
    try (var queue = queue(Reach.OWN_RUNS, this::lasting)) {
      queue.start(run);
      begun.take();
    }
    assertThat(store.find(run).orElseThrow().state()).isEqualTo(RunState.QUEUED);

    try (var _ = queue(Reach.ALL_RUNS, this::complete)) {
      awaitState(run, RunState.COMPLETED);
    }
  }

  @Test
  void leavesTheRunOfAnotherLiveProcessAlone() {
    String run = store.create("q", "{}");
    String owner = ProcessName.mine(new Random(2)).text();
    new Processes(store.database(), Clock.systemUTC(), Duration.ofSeconds(12)).beat(owner);
    store.hand(run, "", owner);
    try (var worker = queue(Reach.ALL_RUNS, this::complete)) {
      worker.start(run);

      awaitPutOff(run);

      assertThat(store.find(run).orElseThrow().owner()).isEqualTo(owner);
      assertThat(store.find(run).orElseThrow().state()).isEqualTo(RunState.QUEUED);
    }
  }

  @Test
  void neverGoesOnWithADeadStrangersRunUnasked() throws Exception {
    String run = store.create("q", "{}");
    try (var dead = queue(Reach.OWN_RUNS, this::lasting)) {
      dead.start(run);
      begun.take();
    }
    try (var queue = queue(Reach.OWN_RUNS, this::complete)) {
      awaitPutOff(run);
      assertThat(store.find(run).orElseThrow().state()).isEqualTo(RunState.QUEUED);

      Resumption resumption = queue.resume(run);

      assertThat(resumption).isEqualTo(new Resumption.Resumed());
      awaitState(run, RunState.COMPLETED);
    }
  }

  @Test
  void sharesManyRunsBetweenTwoProcessesAndRunsEachOnce() {
    List<String> runs = IntStream.range(0, 30).mapToObj(n -> store.create("q" + n, "{}")).toList();

    try (var one = queue(Reach.ALL_RUNS, this::complete);
        var _ = queue(Reach.ALL_RUNS, this::complete)) {
      runs.forEach(one::start);
      runs.forEach(run -> awaitState(run, RunState.COMPLETED));
    }

    assertThat(begun).hasSize(30).doesNotHaveDuplicates();
  }

  @Test
  void interruptsTheFormerOwnerOfARunThatWasTakenOver() throws Exception {
    var interrupted = new CountDownLatch(1);
    try (var queue =
        queue(
            Reach.OWN_RUNS,
            id -> {
              try {
                lasting(id);
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
            })) {
      String run = store.create("q", "{}");
      queue.start(run);
      begun.take();

      store.hand(run, store.find(run).orElseThrow().owner(), "elsewhere:1:1:000000");

      assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(store.find(run).orElseThrow().state()).isEqualTo(RunState.RUNNING);
    }
  }

  @Test
  void takesAProcessOfAnotherHostForDeadOnceItsHeartbeatIsOld() {
    String other = "elsewhere:1:1:000000";
    var clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    var processes = new Processes(store.database(), clock, Duration.ofSeconds(12));
    processes.beat(other);

    clock.advance(Duration.ofSeconds(11));
    assertThat(processes.isAlive(other)).isTrue();
    clock.advance(Duration.ofSeconds(2));
    assertThat(processes.isAlive(other)).isFalse();
  }

  @Test
  void takesAProcessForDeadWhoseNumberBelongsToALaterOne() {
    var mine = ProcessName.mine(new Random(1));
    var earlier = new ProcessName(mine.host(), mine.pid(), mine.started() - 60, "000000");
    var processes = new Processes(store.database(), Clock.systemUTC(), Duration.ofSeconds(12));
    processes.beat(mine.text());
    processes.beat(earlier.text());

    assertThat(processes.isAlive(mine.text())).isTrue();
    assertThat(processes.isAlive(earlier.text())).isFalse();
    assertThat(processes.isAlive("not a process")).isFalse();
  }

  @Test
  void saysThatARunIsNotThere() {
    try (var queue = queue(Reach.OWN_RUNS, this::complete)) {
      assertThatThrownBy(() -> queue.start("0".repeat(18)))
          .isInstanceOf(RunException.class)
          .hasMessageStartingWith("there is no run 000000000000000000;");
      assertThatThrownBy(() -> queue.resume("nonsense"))
          .isInstanceOf(RunException.class)
          .hasMessage("there is no run of that name; list the runs to see their names");
    }
  }

  private RunQueue queue(Reach reach, RunHandler handler) {
    return RunQueue.open(store, handler, ChildProcess.quick(reach));
  }

  private void complete(String id) {
    begun.add(id);
    store.setState(id, RunState.COMPLETED, "ANSWERED");
  }

  private void lasting(String id) throws InterruptedException {
    begun.add(id);
    new CountDownLatch(1).await();
  }

  /// Waits until some process has picked the run and put it back at least once more.
  private void awaitPutOff(String run) {
    long before = version(run);
    Await.until("it is put off", DEADLINE, () -> version(run) >= before + 2);
  }

  private long version(String run) {
    return store
        .database()
        .read(
            handle ->
                handle
                    .createQuery("select version from scheduled_tasks where task_instance = :run")
                    .bind("run", run)
                    .mapTo(Long.class)
                    .findOne()
                    .orElse(-1L));
  }

  private void awaitState(String run, RunState state) {
    Await.until(
        run + " is " + state, DEADLINE, () -> store.find(run).orElseThrow().state() == state);
  }
}
