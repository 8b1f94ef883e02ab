package io.deepsearch4j.agent;

/// Measures the active time between steps.
interface Stopwatch {

  /// Milliseconds since the last lap, or since the start.
  long lap();

  /// A stopwatch on the machine's own clock.
  static Stopwatch started() {
    return new Stopwatch() {
      private long last = System.nanoTime();

      @Override
      public synchronized long lap() {
        long now = System.nanoTime();
        long millis = (now - last) / 1_000_000;
        last += millis * 1_000_000;
        return millis;
      }
    };
  }
}
