package io.deepsearch4j.agent;

import io.deepsearch4j.agent.Bill.Line;
import io.deepsearch4j.chat.Usage;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The table of calls: every purchase of a run, noted before it is made and again when it is done.
final class Calls {
  private static final String COLUMNS =
      """
      call_key, kind, episode, role, request_sha256, state, repeated, response, prompt_tokens,
      cached_tokens, completion_tokens, reasoning_tokens, cost, started, millis
      """;

  private final Database database;
  private final Clock clock;

  Calls(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  Optional<Call> find(String run, String key) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select " + COLUMNS + " from calls where run_id = :run and call_key = :key")
                .bind("run", run)
                .bind("key", key)
                .map((row, _) -> call(row))
                .findOne());
  }

  List<Call> all(String run) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from calls where run_id = :run order by started, call_key")
                .bind("run", run)
                .map((row, _) -> call(row))
                .list());
  }

  /// Notes that a call is about to be made; one that was noted before is marked as repeated.
  void started(
      String run,
      String key,
      CallKind kind,
      String episode,
      String role,
      String requestSha256,
      Instant started) {
    database.write(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into calls (run_id, call_key, kind, episode, role, request_sha256, state,
                      repeated, response, prompt_tokens, cached_tokens, completion_tokens,
                      reasoning_tokens, cost, started, millis)
                    values (:run, :key, :kind, :episode, :role, :sha256, 'STARTED', false, '', 0, 0, 0,
                      0, '0', :started, 0)
                    on conflict (run_id, call_key) do update set repeated = true,
                      request_sha256 = excluded.request_sha256, started = excluded.started
                    where calls.state = 'STARTED'
                    """)
                .bind("run", run)
                .bind("key", key)
                .bind("kind", kind.name())
                .bind("episode", episode)
                .bind("role", role)
                .bind("sha256", requestSha256)
                .bind("started", Database.text(started))
                .execute());
  }

  /// Stores what a started call gave; a response that is there already stays.
  void done(String run, String key, Paid paid, long millis) {
    int stored =
        database.write(
            handle ->
                handle
                    .createUpdate(
                        """
                        update calls set state = 'DONE', response = :response,
                          prompt_tokens = :prompt, cached_tokens = :cached,
                          completion_tokens = :completion, reasoning_tokens = :reasoning,
                          cost = :cost, millis = :millis
                        where run_id = :run and call_key = :key and state = 'STARTED'
                        """)
                    .bind("response", paid.response())
                    .bind("prompt", paid.usage().prompt())
                    .bind("cached", paid.usage().cached())
                    .bind("completion", paid.usage().completion())
                    .bind("reasoning", paid.usage().reasoning())
                    .bind("cost", paid.cost().toPlainString())
                    .bind("millis", millis)
                    .bind("run", run)
                    .bind("key", key)
                    .execute());
    if (stored == 0) {
      throw new RunException(
          RunException.Kind.TAKEN_OVER,
          "call %s of run %s was finished by another process; cancel the run there first"
              .formatted(key, run));
    }
  }

  /// The bill of every one of these runs, in one look. Adds up in decimal arithmetic, which SQL
  /// over two databases would not do alike.
  Map<String, Bill> bills(Collection<String> runs) {
    var lines = new HashMap<String, Map<String, Line>>();
    runs.forEach(run -> lines.put(run, new HashMap<>()));
    if (!lines.isEmpty()) {
      database.read(
          handle ->
              handle
                  .createQuery(
                      """
                      select run_id, role, prompt_tokens, cached_tokens, completion_tokens,
                        reasoning_tokens, cost
                      from calls where run_id in (<runs>) and state = 'DONE'
                      """)
                  .bindList("runs", List.copyOf(lines.keySet()))
                  .map((row, _) -> add(row, lines))
                  .list());
    }
    var bills = new HashMap<String, Bill>();
    lines.forEach((run, line) -> bills.put(run, Bill.of(line)));
    return bills;
  }

  private static Line add(ResultSet row, Map<String, Map<String, Line>> lines) throws SQLException {
    return lines
        .computeIfAbsent(row.getString("run_id"), _ -> new HashMap<>())
        .merge(
            row.getString("role"),
            new Line(1, usage(row), new BigDecimal(row.getString("cost"))),
            Line::plus);
  }

  Bill bill(String run) {
    return bills(List.of(run)).getOrDefault(run, Bill.NOTHING);
  }

  Instant now() {
    return clock.instant();
  }

  private static Call call(ResultSet row) throws SQLException {
    return new Call(
        row.getString("call_key"),
        CallKind.valueOf(row.getString("kind")),
        row.getString("episode"),
        row.getString("role"),
        row.getString("request_sha256"),
        row.getString("state").equals("DONE"),
        row.getBoolean("repeated"),
        row.getString("response"),
        usage(row),
        new BigDecimal(row.getString("cost")),
        Instant.parse(row.getString("started")),
        row.getLong("millis"));
  }

  private static Usage usage(ResultSet row) throws SQLException {
    return new Usage(
        row.getLong("prompt_tokens"),
        row.getLong("cached_tokens"),
        row.getLong("completion_tokens"),
        row.getLong("reasoning_tokens"));
  }
}
