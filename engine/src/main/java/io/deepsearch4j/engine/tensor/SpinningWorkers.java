package io.deepsearch4j.engine.tensor;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Daemon threads that take one job at a time together with their caller.
///
/// A job is announced by raising a counter. A thread that waits looks at the counter for some
/// microseconds, because the next product usually follows at once, and parks then, because a
/// spinning thread takes a core from somebody else.
final class SpinningWorkers implements Workers {
  private static final long SPIN_NANOS = 50_000;

  /// What all threads do now; `share` is one stretch of a thread.
  private interface Job {
    void share(int worker);
  }

  private final Member[] members; // the caller is worker 0, member i is worker i + 1
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicInteger unfinished = new AtomicInteger();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final AtomicInteger jobs = new AtomicInteger(); // announced so far
  private volatile boolean closed;
  private volatile @Nullable Thread parkedCaller;
  private Job job = _ -> {}; // published by `jobs`

  SpinningWorkers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("workers need at least one thread, not " + threads);
    }
    members = new Member[threads - 1];
    for (int i = 0; i < members.length; i++) {
      members[i] = new Member(i + 1);
    }
    for (Member member : members) {
      member.thread.start();
    }
  }

  @Override
  public int threads() {
    return members.length + 1;
  }

  @Override
  public void split(int units, int block, Task task) {
    if (block < 1) {
      throw new IllegalArgumentException("a block has at least one unit, not " + block);
    }
    int blocks = Math.ceilDiv(units, block);
    perform(
        worker -> {
          int from = (int) ((long) blocks * worker / threads()) * block;
          int to = (int) Math.min(units, (long) blocks * (worker + 1) / threads() * block);
          if (from < to) {
            task.run(worker, from, to);
          }
        });
  }

  @Override
  public void each(int units, Task task) {
    perform(
        worker -> {
          int unit;
          while (failure.get() == null && (unit = next.getAndIncrement()) < units) {
            task.run(worker, unit, unit + 1);
          }
        });
  }

  @Override
  public void close() {
    closed = true;
    for (Member member : members) {
      LockSupport.unpark(member.thread);
    }
  }

  private void perform(Job work) {
    if (closed) {
      throw new IllegalStateException("the workers are closed");
    }
    if (!busy.compareAndSet(false, true)) {
      throw new IllegalStateException("the workers already have a caller; give each its own");
    }
    try {
      failure.set(null);
      next.set(0);
      job = work;
      unfinished.set(members.length);
      jobs.incrementAndGet();
      for (Member member : members) {
        member.wake();
      }
      share(work, 0);
      await();
      rethrow();
    } finally {
      busy.set(false);
    }
  }

  private void share(Job work, int worker) {
    try {
      work.share(worker);
    } catch (Throwable thrown) { // it travels to the caller, whatever it is
      if (!failure.compareAndSet(null, thrown)) {
        Throwable first = failure.get();
        if (first != null && !first.equals(thrown)) {
          first.addSuppressed(thrown);
        }
      }
    }
  }

  /// Waits for the others. An interrupt waits, too: tasks still write where the caller would read.
  private void await() {
    boolean interrupted = false;
    long start = System.nanoTime();
    while (unfinished.get() > 0) {
      if (System.nanoTime() - start < SPIN_NANOS) {
        Thread.onSpinWait();
        continue;
      }
      parkedCaller = Thread.currentThread();
      if (unfinished.get() > 0) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
    }
    parkedCaller = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void rethrow() {
    switch (failure.get()) {
      case null -> {}
      case RuntimeException thrown -> throw thrown;
      case Error thrown -> throw thrown;
      case Throwable thrown -> throw new IllegalStateException(thrown);
    }
  }

  private void finished() {
    if (unfinished.decrementAndGet() == 0) {
      Thread caller = parkedCaller;
      if (caller != null) {
        LockSupport.unpark(caller);
      }
    }
  }

  /// One thread besides the caller.
  private final class Member {
    final int worker;
    final Thread thread;
    volatile boolean parked;

    Member(int worker) {
      this.worker = worker;
      thread = Thread.ofPlatform().daemon().name("compute-" + worker).unstarted(this::run);
    }

    void wake() {
      if (parked) {
        LockSupport.unpark(thread);
      }
    }

    void run() {
      int seen = 0;
      while (true) {
        awaitJob(seen);
        if (jobs.get() == seen) {
          return;
        }
        seen++;
        share(job, worker);
        finished();
      }
    }

    /// Until a job is announced or the workers are closed.
    void awaitJob(int seen) {
      long start = System.nanoTime();
      while (jobs.get() == seen && !closed) {
        if (System.nanoTime() - start < SPIN_NANOS) {
          Thread.onSpinWait();
          continue;
        }
        parked = true;
        if (jobs.get() == seen && !closed) {
          LockSupport.park(SpinningWorkers.this);
        }
        parked = false;
      }
    }
  }
}
