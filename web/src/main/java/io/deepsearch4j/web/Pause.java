package io.deepsearch4j.web;

import java.time.Duration;

/// Waits; a test's pause moves its clock instead.
@FunctionalInterface
interface Pause {
  Pause REAL = wait -> Thread.sleep(wait);

  void sleep(Duration wait) throws InterruptedException;
}
