package io.deepsearch4j.agent;

/// One run while this process works on it, and why it was told to stop.
final class Execution {
  /// Why a run was interrupted.
  enum Interruption {
    NONE,
    /// Somebody asked to cancel it.
    CANCELLED,
    /// Another process has taken it over.
    TAKEN_OVER,
    /// This process is going away.
    CLOSING
  }

  private final Thread thread;
  private Interruption why = Interruption.NONE;
  private boolean claimed;
  private boolean finished;

  Execution(Thread thread) {
    this.thread = thread;
  }

  /// Notes that the run belongs to this process; before, it was only looked at.
  synchronized void claimed() {
    claimed = true;
  }

  synchronized boolean isClaimed() {
    return claimed;
  }

  /// Tells the run to stop; the first reason counts.
  synchronized void interrupt(Interruption reason) {
    if (!finished && why == Interruption.NONE) {
      why = reason;
      thread.interrupt();
    }
  }

  /// After this no interruption reaches the thread, which may then record how the run went.
  synchronized Interruption finish() {
    finished = true;
    // The interruption was meant for the run, not for the thread of the queue.
    Thread.interrupted();
    return why;
  }
}
