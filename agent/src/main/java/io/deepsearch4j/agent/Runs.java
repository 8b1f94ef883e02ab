package io.deepsearch4j.agent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Starts, watches, resumes and cancels runs. The runs live in the store and in no process; this
/// object works on some of them. Safe to share between threads.
public final class Runs implements AutoCloseable {
  private static final long POLL_MILLIS = 50;

  private final RunStore store;
  private final RunQueue queue;
  private final PlanReview review;
  private final Map<String, Watcher> watchers = new ConcurrentHashMap<>();
  private final Function<String, Watcher> audience;

  /// @param supplier equips each run that this process works on
  public Runs(RunStore store, Equipment.Supplier supplier, RunQueueConfig config) {
    this(store, supplier, config, _ -> Watcher.NOBODY);
  }

  /// @param supplier equips each run that this process works on
  /// @param audience who watches a run that was started without a watcher of its own
  public Runs(
      RunStore store,
      Equipment.Supplier supplier,
      RunQueueConfig config,
      Function<String, Watcher> audience) {
    this.store = store;
    this.audience = audience;
    this.review = new PlanReview(store);
    var work = new RunWork(store, supplier, this::watcher);
    this.queue =
        RunQueue.open(
            store,
            id -> {
              Watcher watcher = watcher(id);
              try {
                work.run(id);
              } finally {
                // Not everybody waits for the end; nobody is told anything after it.
                watchers.remove(id, watcher);
              }
            },
            config);
  }

  private Watcher watcher(String id) {
    Watcher watcher = watchers.get(id);
    return watcher == null ? audience.apply(id) : watcher;
  }

  /// Stores a run and starts it; answers its id.
  public String start(RunSpec spec, Watcher watcher) {
    String id = store.create(spec.question().text(), spec.json());
    watchers.put(id, watcher);
    queue.start(id);
    return id;
  }

  /// Stores a run for somebody and starts it, unless they requested it before.
  public Start start(RunSpec spec, Asker asker) {
    Start start = store.create(spec.question().text(), spec.json(), asker);
    switch (start) {
      case Start.Started(var id) -> queue.start(id);
      case Start.Repeated _, Start.Mismatched _ -> {}
    }
    return start;
  }

  /// Starts a run that begins with the first steps of another; answers its id.
  public String fork(String parent, int firstSteps, RunSpec spec) {
    String id = store.fork(parent, firstSteps, spec.json());
    queue.start(id);
    return id;
  }

  /// Puts another plan in the place of the one that waits for approval.
  ///
  /// @param seen the hash of the plan that is replaced
  public PlanOutcome edit(String id, String seen, Plan plan) {
    return review.edit(id, seen, plan);
  }

  /// Answers what the plan of a waiting run asks, and has a new plan made of it, which waits in
  /// turn.
  ///
  /// @param seen the hash of the plan that asks
  /// @param answers one for each question, in their order; blank for none
  public PlanOutcome answer(String id, String seen, List<String> answers) {
    PlanOutcome outcome = review.answer(id, seen, answers);
    if (outcome instanceof PlanOutcome.Done) {
      queue.reviewed(id);
    }
    return outcome;
  }

  /// Approves the plan of a run that waits for it, and goes on.
  ///
  /// @param seen the hash of the plan that is approved; empty for whatever it is
  public PlanOutcome approve(String id, String seen) {
    PlanOutcome outcome = review.approve(id, seen);
    if (outcome instanceof PlanOutcome.Done) {
      queue.reviewed(id);
    }
    return outcome;
  }

  /// Asks a run for its answer from what is known; answers whether it was going on.
  public boolean finishNow(String id) {
    return queue.finishNow(id);
  }

  /// Goes on with a run that was left or that ended short of its goal.
  public Resumption resume(String id, Watcher watcher) {
    Watcher before = watcher(id);
    watchers.put(id, watcher);
    Resumption resumption = queue.resume(id);
    if (resumption instanceof Resumption.Refused) {
      // Whoever watches the run that is going on keeps watching it.
      watchers.replace(id, watcher, before);
    }
    return resumption;
  }

  /// Waits for the end of a run, whichever process works on it.
  public Run await(String id) throws InterruptedException {
    while (true) {
      Run run = store.known(id);
      if (run.state().isEnded()) {
        watchers.remove(id);
        return run;
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /// Asks for the end of a run; it gets an answer from what is known.
  public RunState cancel(String id) {
    return queue.cancel(id);
  }

  public Optional<Run> find(String id) {
    return store.find(id);
  }

  public List<Run> list(int limit) {
    return store.list(limit);
  }

  /// The answer of a run, once it has one.
  public static Optional<Answer> answer(Run run) {
    return run.answer().isEmpty()
        ? Optional.empty()
        : Optional.of(Replies.JSON.readValue(run.answer(), Answer.class));
  }

  @Override
  public void close() {
    queue.close();
  }
}
