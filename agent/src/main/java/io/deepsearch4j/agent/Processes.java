package io.deepsearch4j.agent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The table of processes that work on runs, and the judgement whether one of them is dead.
final class Processes {
  private static final Duration FORGOTTEN = Duration.ofDays(7);

  private final Database database;
  private final Clock clock;
  private final Duration lifeWithoutHeartbeat;

  Processes(Database database, Clock clock, Duration lifeWithoutHeartbeat) {
    this.database = database;
    this.clock = clock;
    this.lifeWithoutHeartbeat = lifeWithoutHeartbeat;
  }

  /// Shows that a process is alive.
  void beat(String name) {
    database.write(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into processes (name, alive) values (:name, :now)
                    on conflict (name) do update set alive = excluded.alive
                    """)
                .bind("name", name)
                .bind("now", Database.text(clock.instant()))
                .execute());
  }

  /// Signs a process off; from now on it counts as dead. Forgets those not heard of for days, too.
  void leave(String name) {
    database.write(
        handle ->
            handle
                .createUpdate("delete from processes where name = :name or alive < :old")
                .bind("name", name)
                .bind("old", Database.text(clock.instant().minus(FORGOTTEN)))
                .execute());
  }

  /// Whether a process still works on runs. On this host the operating system knows at once;
  /// another host must have shown itself lately.
  boolean isAlive(String name) {
    Optional<ProcessName> process = ProcessName.parse(name);
    Optional<Instant> alive =
        database.read(
            handle ->
                handle
                    .createQuery("select alive from processes where name = :name")
                    .bind("name", name)
                    .mapTo(String.class)
                    .findOne()
                    .map(Instant::parse));
    if (process.isEmpty() || alive.isEmpty()) {
      return false;
    }
    return process.get().isOnThisHost()
        ? process.get().runsHere()
        : alive.get().plus(lifeWithoutHeartbeat).isAfter(clock.instant());
  }
}
