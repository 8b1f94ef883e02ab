package io.deepsearch4j.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The latest events of one run, for all who watch it. It keeps a bounded number; whoever reads too
/// slowly misses some and reads the steps among them from the store. Nobody who adds ever waits for
/// somebody who reads. Safe to share between threads.
final class Channel {
  private static final int MOST = 256;
  private static final int MOST_BYTES = 2_000_000;

  private final Deque<Event> recent = new ArrayDeque<>();
  private long added;
  private int bytes;
  private int nextStep;
  private boolean ended;

  /// What came since a cursor.
  ///
  /// @param cursor where to read on
  /// @param missed some events between are gone
  /// @param ended nothing comes after these
  record Batch(List<Event> events, long cursor, boolean missed, boolean ended) {}

  Channel(int nextStep) {
    this.nextStep = nextStep;
  }

  /// Where somebody who comes now begins to read.
  synchronized long cursor() {
    return added;
  }

  /// The position of the step that comes next.
  synchronized int nextStep() {
    return nextStep;
  }

  synchronized boolean isEnded() {
    return ended;
  }

  synchronized void add(Event event) {
    if (event.isStep()) {
      if (event.position() < nextStep) {
        return;
      }
      nextStep = event.position() + 1;
    }
    recent.addLast(event);
    added++;
    bytes += event.frame().length;
    while (recent.size() > MOST || (bytes > MOST_BYTES && recent.size() > 1)) {
      bytes -= recent.removeFirst().frame().length;
    }
    notifyAll();
  }

  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /// Lets everybody who waits look up, for another reason than an event.
  synchronized void stir() {
    notifyAll();
  }

  /// What came since a cursor; waits a while if there is nothing.
  // Waking early is harmless: the caller finds nothing new and asks again.
  @SuppressWarnings("WaitNotInLoop")
  synchronized Batch since(long cursor, long millis) throws InterruptedException {
    if (cursor == added && !ended) {
      wait(millis);
    }
    long first = added - recent.size();
    boolean missed = cursor < first;
    long from = Math.max(cursor, first);
    var events = new ArrayList<Event>();
    long number = first;
    for (Event event : recent) {
      if (number++ >= from) {
        events.add(event);
      }
    }
    return new Batch(events, added, missed, ended);
  }
}
