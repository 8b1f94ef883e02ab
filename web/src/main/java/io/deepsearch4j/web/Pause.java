package io.deepsearch4j.web;

import java.time.Duration;

/// Waits; in tests, lets the clock jump.
@FunctionalInterface
interface Pause {
  Pause REAL = wait -> Thread.sleep(wait);

  void sleep(Duration wait) throws InterruptedException;
}
