package io.deepsearch4j.agent;

import java.time.Duration;

/// How a process takes part in the work on runs.
///
/// @param parallel how many runs it works on at a time
/// @param poll how often it looks for work, and for wishes to cancel
/// @param heartbeat how often it shows that it is alive; on another machine it counts as dead after
///   four times as long
public record RunQueueConfig(Reach reach, int parallel, Duration poll, Duration heartbeat) {

  /// Whose runs a process works on.
  public enum Reach {
    /// Those it started or was told to resume: the command line.
    OWN_RUNS,
    /// Those, those that belong to nobody, and those of dead processes: the server, a worker.
    ALL_RUNS
  }

  public static final RunQueueConfig FOREGROUND =
      new RunQueueConfig(Reach.OWN_RUNS, 4, Duration.ofMillis(500), Duration.ofSeconds(3));

  public static final RunQueueConfig WORKER =
      new RunQueueConfig(Reach.ALL_RUNS, 4, Duration.ofMillis(500), Duration.ofSeconds(3));

  public RunQueueConfig {
    if (parallel < 1) {
      throw new IllegalArgumentException(
          "a queue works on at least 1 run at a time, not " + parallel);
    }
    if (!poll.isPositive() || !heartbeat.isPositive()) {
      throw new IllegalArgumentException("poll and heartbeat must be longer than nothing");
    }
  }

  Duration lifeWithoutHeartbeat() {
    return heartbeat.multipliedBy(4);
  }
}
