package io.deepsearch4j.evaluation;

import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.Watcher;

/// Whoever is measured: works on a task until its run has ended. Safe to share between threads.
@FunctionalInterface
public interface Solver {

  /// @param watcher must be told of every step
  Run solve(Task task, Watcher watcher) throws InterruptedException;
}
