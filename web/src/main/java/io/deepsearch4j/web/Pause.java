package io.deepsearch4j.web;

import java.time.Duration;

/// Waits; a test's pause moves its clock instead.
interface Pause {
  void pause(Duration length) throws InterruptedException;
}
