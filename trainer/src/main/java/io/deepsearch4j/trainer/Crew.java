package io.deepsearch4j.trainer;

import java.util.ArrayList;
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
    boolean interrupted = false;
    RuntimeException failure = null;
    for (Future<?> each : running) {
      while (true) {
        try {
          each.get();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          if (e.getCause() instanceof Error error) {
            throw error;
          }
          failure = (RuntimeException) e.getCause();
          break;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
