package io.deepsearch4j.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/// Spaces out requests: to each host so many a second, and so many at a time. Safe to share; who
/// has no turn yet waits.
final class Politeness {
  private static final Duration LONGEST_CRAWL_DELAY = Duration.ofSeconds(10);
  private static final int REMEMBERED_HOSTS = 10_000;

  private final Duration interval;
  private final int inFlight;
  private final Clock clock;
  private final Pause pause;
  private final Map<String, Host> hosts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Host> eldest) {
          return size() > REMEMBERED_HOSTS;
        }
      };

  Politeness(WebConfig config, Clock clock, Pause pause) {
    this.interval = Duration.ofNanos((long) (1_000_000_000 / config.requestsPerSecond()));
    this.inFlight = config.inFlightPerHost();
    this.clock = clock;
    this.pause = pause;
  }

  /// Waits for a turn with a host; close it when the request is over.
  ///
  /// @param crawlDelay what the host itself asks for; honoured up to ten seconds
  Turn turn(String host, Duration crawlDelay) throws InterruptedException {
    Host visited = host(host);
    visited.slots.acquire();
    try {
      Duration wait = visited.reserve(spacing(crawlDelay), clock.instant());
      if (wait.isPositive()) {
        pause.sleep(wait);
      }
    } catch (InterruptedException | RuntimeException e) {
      visited.slots.release();
      throw e;
    }
    return visited.slots::release;
  }

  private Duration spacing(Duration crawlDelay) {
    Duration asked =
        crawlDelay.compareTo(LONGEST_CRAWL_DELAY) > 0 ? LONGEST_CRAWL_DELAY : crawlDelay;
    return asked.compareTo(interval) > 0 ? asked : interval;
  }

  private Host host(String name) {
    synchronized (hosts) {
      return hosts.computeIfAbsent(name, _ -> new Host(inFlight));
    }
  }

  /// A request that is under way.
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  private static final class Host {
    private final Semaphore slots;
    private Instant next = Instant.MIN;

    private Host(int inFlight) {
      this.slots = new Semaphore(inFlight, true);
    }

    private synchronized Duration reserve(Duration spacing, Instant now) {
      Instant start = next.isAfter(now) ? next : now;
      next = start.plus(spacing);
      return Duration.between(now, start);
    }
  }
}
