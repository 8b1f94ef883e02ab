package io.deepsearch4j.agent;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.deepsearch4j.agent.Execution.Interruption;
import io.deepsearch4j.agent.RunQueueConfig.Reach;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets processes share the work on runs, so that each run has one process at a time and survives
/// it. Safe to share between threads.
///
/// A run is one task of the scheduler over the store. Whoever picks it looks at its owner: a run of
/// another live process is put off, a run of nobody or of a dead process is taken over by a worker.
/// The command line takes over only what it is told to [#resume(String)].
public final class RunQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunQueue.class);
  private static final Duration PUT_OFF = Duration.ofSeconds(1);
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);
  private static final String NOBODY = "";

  private final RunStore store;
  private final RunHandler handler;
  private final RunQueueConfig config;
  private final Clock clock;
  private final String me;
  private final Processes processes;
  private final Scheduler scheduler;
  private final Schedule schedule;
  private final ScheduledExecutorService watch;
  private final ConcurrentMap<String, Execution> executing = new ConcurrentHashMap<>();
  private volatile boolean closing;

  private enum Claim {
    OURS,
    ANOTHERS,
    OVER
  }

  private RunQueue(
      RunStore store,
      RunHandler handler,
      RunQueueConfig config,
      Clock clock,
      RandomGenerator random) {
    this.store = store;
    this.handler = handler;
    this.config = config;
    this.clock = clock;
    this.me = ProcessName.mine(random).text();
    this.processes = new Processes(store.database(), clock, config.lifeWithoutHeartbeat());
    CustomTask<Void> task =
        Tasks.custom(Schedule.TASK, Void.class)
            .onFailure(afterTrouble())
            .onDeadExecutionRevive()
            .execute((instance, _) -> pick(instance.getId()));
    this.scheduler = scheduler(task);
    this.schedule = new Schedule(store.database(), processes, scheduler, task, clock);
    this.watch = Executors.newSingleThreadScheduledExecutor(daemon("run-watch"));
  }

  /// Opens the queue of this process over a store, and begins to work.
  public static RunQueue open(RunStore store, RunHandler handler, RunQueueConfig config) {
    return open(store, handler, config, Clock.systemUTC(), new SecureRandom());
  }

  static RunQueue open(
      RunStore store,
      RunHandler handler,
      RunQueueConfig config,
      Clock clock,
      RandomGenerator random) {
    var queue = new RunQueue(store, handler, config, clock, random);
    queue.open();
    return queue;
  }

  private void open() {
    processes.beat(me);
    scheduler.start();
    every(config.poll(), this::watchExecutions);
    every(config.heartbeat(), this::beat);
  }

  /// Starts a run: in this process if it works on its own runs only, else in any that is free.
  public void start(String id) {
    Run run = store.known(id);
    if (config.reach() == Reach.OWN_RUNS && !store.hand(id, NOBODY, me)) {
      throw new IllegalStateException("run " + run.id() + " was started before");
    }
    schedule.add(id);
  }

  /// Goes on here with a run whose process is gone, or which ended short of its goal.
  public Resumption resume(String id) {
    Run run = store.known(id);
    if (run.state() == RunState.COMPLETED) {
      return new Resumption.Refused("run " + id + " is complete; fork it to go another way");
    }
    if (run.state() == RunState.PARTIAL) {
      // Its walks have ended in the journal; going on would give the same answer again.
      return new Resumption.Refused(
          "run "
              + id
              + " has given its partial answer; ask again with a larger budget or another model");
    }
    // Being looked at is not being worked on: the run is ours once it has our name.
    if (run.owner().equals(me) && executing.containsKey(id)) {
      return new Resumption.Refused("run " + id + " is running in this process already; watch it");
    }
    if (run.state() == RunState.WAITING) {
      return new Resumption.Refused(
          "run " + id + " waits for the approval of its plan; approve it, or fork the run");
    }
    return takeUp(run);
  }

  /// Goes on with a run about whose plan a person has said their word.
  void reviewed(String id) {
    Run run = store.known(id);
    if (run.state() == RunState.WAITING) {
      var _ = takeUp(run);
    }
  }

  /// Asks a run for its answer from what is known; answers whether there is anything to ask.
  boolean finishNow(String id) {
    Set<RunState> goingOn = EnumSet.of(RunState.QUEUED, RunState.RUNNING);
    for (RunState state : goingOn) {
      if (store.move(id, Set.of(state), state, StopReason.ASKED_TO_FINISH.name())) {
        return true;
      }
    }
    return false;
  }

  private Resumption takeUp(Run run) {
    String id = run.id();
    if (!run.state().isEnded() && isAnothers(run)) {
      return new Resumption.Refused(
          "run %s is still running in process %s; cancel it first, or wait"
              .formatted(id, spoken(run.owner())));
    }
    if (!store.hand(id, run.owner(), me)) {
      return new Resumption.Refused(
          "run " + id + " was taken over by another process just now; watch it there");
    }
    store.move(id, EnumSet.complementOf(EnumSet.of(RunState.COMPLETED)), RunState.QUEUED, "");
    schedule.renew(id);
    return new Resumption.Resumed();
  }

  /// Asks for the end of a run; answers where it stands now. A run that no live process works on
  /// ends at once, any other within about a second.
  public RunState cancel(String id) {
    Run run = store.known(id);
    if (store.move(
        id, EnumSet.of(RunState.QUEUED, RunState.WAITING), RunState.CANCELLED, "CANCELLED")) {
      schedule.remove(id);
      return RunState.CANCELLED;
    }
    store.setState(id, RunState.CANCELLING, "");
    Execution execution = executing.get(id);
    if (execution != null) {
      execution.interrupt(Interruption.CANCELLED);
    } else if (!processes.isAlive(run.owner())) {
      store.move(id, Set.of(RunState.CANCELLING), RunState.CANCELLED, "CANCELLED");
      schedule.remove(id);
    }
    return store.known(id).state();
  }

  /// Interrupts the runs of this process and leaves them for others, or for a later resume.
  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    executing.values().forEach(execution -> execution.interrupt(Interruption.CLOSING));
    scheduler.stop();
    // Waits for a last beat, which would otherwise sign this process on again.
    watch.close();
    processes.leave(me);
  }

  private CompletionHandler<Void> pick(String id) {
    var execution = new Execution(Thread.currentThread());
    if (executing.putIfAbsent(id, execution) != null || closing) {
      executing.remove(id, execution);
      return putOff();
    }
    try {
      return switch (claim(id)) {
        case OURS -> {
          execution.claimed();
          yield work(id, execution);
        }
        case ANOTHERS -> putOff();
        case OVER -> (_, operations) -> operations.remove();
      };
    } finally {
      execution.finish();
      executing.remove(id, execution);
    }
  }

  private Claim claim(String id) {
    Run run = store.find(id).filter(found -> !found.state().isEnded()).orElse(null);
    if (run == null) {
      return Claim.OVER;
    }
    if (isAnothers(run)) {
      return Claim.ANOTHERS;
    }
    if (!run.owner().equals(me)
        && (config.reach() == Reach.OWN_RUNS || !store.hand(id, run.owner(), me))) {
      return Claim.ANOTHERS;
    }
    // The wish for an early end outlives the process that was asked.
    if (store.setState(id, RunState.RUNNING, run.stopReason())) {
      return Claim.OURS;
    }
    store.move(id, Set.of(RunState.CANCELLING), RunState.CANCELLED, "CANCELLED");
    return Claim.OVER;
  }

  /// Runs the handler and records what it left open. This is an edge: whatever comes out of a run
  /// ends that run, and neither the queue nor the runs beside it.
  private CompletionHandler<Void> work(String id, Execution execution) {
    boolean takenOver = false;
    try {
      handler.run(id);
    } catch (InterruptedException e) {
      // The reason is kept by the execution, and asked for below.
      LOG.debug("run {} was interrupted", id, e);
    } catch (RuntimeException | Error e) {
      takenOver =
          e instanceof RunException known
              && known.kind() == RunException.Kind.TAKEN_OVER
              && !store.known(id).owner().equals(me);
      LOG.warn("run {} stopped: {}", id, e.getMessage(), e);
    }
    Interruption why = execution.finish();
    return switch (takenOver ? Interruption.TAKEN_OVER : why) {
      case NONE -> {
        store.release(id, me);
        if (store.find(id).filter(run -> run.state() == RunState.QUEUED).isPresent()) {
          // A person said their word on its plan before its work had quite ended.
          yield putOff();
        }
        store.setState(id, RunState.FAILED, "ERROR");
        yield (_, operations) -> operations.remove();
      }
      case CANCELLED -> {
        store.setState(id, RunState.CANCELLED, "CANCELLED");
        yield (_, operations) -> operations.remove();
      }
      case TAKEN_OVER -> putOff();
      case CLOSING -> {
        store
            .find(id)
            .ifPresent(
                run -> store.move(id, Set.of(RunState.RUNNING), RunState.QUEUED, run.stopReason()));
        store.hand(id, me, NOBODY);
        yield (complete, operations) -> operations.reschedule(complete, clock.instant());
      }
    };
  }

  private boolean isAnothers(Run run) {
    return !run.owner().equals(me) && processes.isAlive(run.owner());
  }

  private CompletionHandler<Void> putOff() {
    return (complete, operations) -> operations.reschedule(complete, clock.instant().plus(PUT_OFF));
  }

  private FailureHandler<Void> afterTrouble() {
    return (complete, operations) ->
        operations.reschedule(complete, clock.instant().plus(config.heartbeat()));
  }

  private void watchExecutions() {
    executing.forEach(
        (id, execution) -> {
          boolean claimed = execution.isClaimed();
          // A run that has ended may be deleted before its worker is quite done.
          store.find(id).ifPresent(run -> watch(run, execution, claimed));
        });
  }

  private void watch(Run run, Execution execution, boolean claimed) {
    switch (run.state()) {
      case CANCELLING, CANCELLED -> execution.interrupt(Interruption.CANCELLED);
      case RUNNING -> {
        if (claimed && !run.owner().equals(me)) {
          execution.interrupt(Interruption.TAKEN_OVER);
        }
      }
      case QUEUED, WAITING, COMPLETED, PARTIAL, FAILED -> {}
    }
  }

  /// Shows that this process is alive, and puts back in line what a dead one dropped.
  private void beat() {
    processes.beat(me);
    for (Run run : store.unfinished()) {
      boolean dropped =
          run.owner().equals(me)
              ? !executing.containsKey(run.id())
              : config.reach() == Reach.ALL_RUNS && !processes.isAlive(run.owner());
      if (dropped) {
        schedule.repair(run.id());
      }
    }
  }

  private void every(Duration interval, Runnable work) {
    Runnable untiring =
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            // One exception would end the watch for good; the next look may succeed.
            LOG.warn("the run queue goes on after trouble: {}", e.getMessage());
          }
        };
    var _ = watch.scheduleWithFixedDelay(untiring, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Scheduler scheduler(CustomTask<Void> task) {
    return Scheduler.create(store.database().source(), task)
        .schedulerName(() -> me)
        .clock(clock::instant)
        .dueExecutor(Executors.newSingleThreadExecutor(daemon("run-due")))
        .housekeeperExecutor(Executors.newScheduledThreadPool(2, daemon("run-housekeeper")))
        .threads(config.parallel())
        .executorService(
            Executors.newFixedThreadPool(
                config.parallel(), Thread.ofVirtual().name("run-", 0).factory()))
        .pollUsingFetch(0.5, 1.0)
        .pollingInterval(config.poll())
        .heartbeatInterval(config.heartbeat())
        .missedHeartbeatsLimit(4)
        .enableImmediateExecution()
        .alwaysPersistTimestampInUTC()
        .shutdownMaxWait(LAST_WORDS)
        .build();
  }

  /// A platform thread, because SQLite waits for its lock inside native code.
  private static ThreadFactory daemon(String name) {
    return Thread.ofPlatform().daemon().name(name).factory();
  }

  private static String spoken(String owner) {
    return ProcessName.parse(owner)
        .map(name -> name.pid() + (name.isOnThisHost() ? "" : " on " + name.host()))
        .orElse(owner);
  }
}
