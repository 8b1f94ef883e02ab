package io.deepsearch4j.agent;

import io.deepsearch4j.web.PageStore;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The table of steps: appended one by one, never changed.
final class Steps {
  private final Database database;
  private final Clock clock;

  Steps(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Appends in one statement, so that of two processes at the same place only one gets through.
  void append(String run, int seq, String episode, String kind, String body) {
    int appended =
        database.write(
            handle ->
                handle
                    .createUpdate(
                        """
                        insert into steps (run_id, seq, episode, kind, body, sha256, created)
                        select :run, :seq, :episode, :kind, :body, :sha256, :created
                        where exists (select 1 from runs where id = :run)
                          and (select coalesce(max(seq) + 1, 0) from steps where run_id = :run) = :seq
                        on conflict do nothing
                        """)
                    .bind("run", run)
                    .bind("seq", seq)
                    .bind("episode", episode)
                    .bind("kind", kind)
                    .bind("body", body)
                    .bind("sha256", sha256(body))
                    .bind("created", Database.text(clock.instant()))
                    .execute());
    if (appended == 0) {
      throw refused(run, seq);
    }
  }

  /// The steps from a place on, that place included; each as it was appended.
  List<StoredStep> from(String run, int seq) {
    return from(run, seq, Integer.MAX_VALUE);
  }

  /// The same, at most so many.
  List<StoredStep> from(String run, int seq, int most) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select seq, episode, kind, body, sha256, created from steps
                    where run_id = :run and seq >= :seq order by seq limit :most
                    """)
                .bind("most", most)
                .bind("run", run)
                .bind("seq", seq)
                .map((row, _) -> step(run, row))
                .list());
  }

  /// The latest step of a run, if it has any.
  Optional<StoredStep> last(String run) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select seq, episode, kind, body, sha256, created from steps
                    where run_id = :run order by seq desc limit 1
                    """)
                .bind("run", run)
                .map((row, _) -> step(run, row))
                .findOne());
  }

  private RunException refused(String run, int seq) {
    int next =
        database.read(
            handle ->
                handle
                    .createQuery("select count(*) from steps where run_id = :run")
                    .bind("run", run)
                    .mapTo(Integer.class)
                    .one());
    if (seq < next) {
      return new RunException(
          RunException.Kind.TAKEN_OVER,
          "step %d of run %s is there already: another process goes on with the run; watch it, or"
                  .formatted(seq, run)
              + " cancel it there before resuming it here");
    }
    return new RunException(
        RunException.Kind.UNKNOWN_RUN,
        "step %d of run %s cannot follow its %d steps; read the run again and resume it"
            .formatted(seq, run, next));
  }

  private static StoredStep step(String run, ResultSet row) throws SQLException {
    var step =
        new StoredStep(
            row.getInt("seq"),
            row.getString("episode"),
            row.getString("kind"),
            row.getString("body"),
            Instant.parse(row.getString("created")));
    if (!sha256(step.body()).equals(row.getString("sha256"))) {
      throw new RunException(
          RunException.Kind.STORE,
          "step %d of run %s is not what was stored (its hash differs); restore the database from a"
                  .formatted(step.seq(), run)
              + " copy, or ask the question again");
    }
    return step;
  }

  private static String sha256(String body) {
    return PageStore.sha256(body.getBytes(StandardCharsets.UTF_8));
  }
}
