package io.deepsearch4j.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/// A fixed number of threads that do the parts of a step side by side.
final class Crew implements AutoCloseable {
  private final ExecutorService threads;
  private final int size;

  Crew(int size) {
    this.size = size;
    this.threads =
        Executors.newFixedThreadPool(
            size, Thread.ofPlatform().daemon().name("trainer-", 0).factory());
  }

  int size() {
    return size;
  }

  /// Does the work for each number below the size and waits for all. An interruption waits, too: a
  /// step is short, and half a step would be worth nothing.
  void each(IntConsumer work) {
    var running = new ArrayList<Future<?>>();
    for (int i = 0; i < size; i++) {
      int number = i;
      running.add(threads.submit(() -> work.accept(number)));
    }
    await(running);
  }

  /// Does one piece of work on a thread of the crew, in the same way.
  void alone(Runnable work) {
    await(List.of(threads.submit(work)));
  }

  private static void await(List<Future<?>> running) {
    boolean interrupted = false;
    List<Throwable> failures = new ArrayList<>();
    for (Future<?> each : running) {
      while (true) {
        try {
          each.get();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          failures.add(e.getCause());
          break;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    for (Throwable failure : failures) {
      switch (failure) {
        case Error error -> throw error;
        case RuntimeException exception -> throw exception;
        default -> throw new IllegalStateException(failure);
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
