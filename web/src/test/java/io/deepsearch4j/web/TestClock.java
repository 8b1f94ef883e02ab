package io.deepsearch4j.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// A clock that moves only when someone waits.
final class TestClock extends Clock implements Pause {
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final List<Duration> pauses = new ArrayList<>();

  @Override
  public synchronized void sleep(Duration length) {
    pauses.add(length);
    now = now.plus(length);
  }

  synchronized void advance(Duration length) {
    now = now.plus(length);
  }

  synchronized List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
