package io.deepsearch4j.engine.tensor;

/// Threads that compute: as many as the machine has cores, the caller being one of them.
///
/// A worker without work spins for some microseconds and parks then. One caller at a time, and a
/// task must not call its own workers. What a task throws reaches the caller when all have ended;
/// an interrupt is kept for the caller, who looks at it between calls.
public interface Workers extends AutoCloseable {

  /// Work on a range of units.
  interface Task {
    /// @param worker 0 to `threads() - 1`, so that a task can have scratch of its own
    void run(int worker, int from, int to);
  }

  /// So many threads in all; with one, the caller does everything.
  static Workers start(int threads) {
    return new SpinningWorkers(threads);
  }

  int threads();

  /// Shares `units` out in at most one stretch for each thread, at multiples of `block`, and waits.
  void split(int units, int block, Task task);

  /// Runs the task once for each of `units`, given out one by one to who is free, and waits.
  void each(int units, Task task);

  @Override
  void close();
}
