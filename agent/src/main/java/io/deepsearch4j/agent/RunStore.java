package io.deepsearch4j.agent;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/// Keeps runs: what was asked, every step, every paid call, the answer. Safe to share between
/// threads; several processes may have the same store open. A step or call is kept once the method
/// that stores it has returned, whatever happens to the process then.
public final class RunStore implements AutoCloseable {
  private static final String COLUMNS =
      "id, question, spec, state, stop_reason, owner, answer, parent, asker, created, updated";

  private final Database database;
  private final Clock clock;
  private final RunIds ids;
  private final Steps steps;
  private final Calls calls;

  RunStore(Database database, Clock clock, RandomGenerator random) {
    this.database = database;
    this.clock = clock;
    this.ids = new RunIds(clock, random);
    this.steps = new Steps(database, clock);
    this.calls = new Calls(database, clock);
  }

  /// Opens `deepsearch.db` in a folder; makes both if they are not there.
  public static RunStore open(Path home) {
    return open(home, Clock.systemUTC(), new SecureRandom());
  }

  /// Opens a PostgreSQL database, for several machines that share the work.
  public static RunStore open(String jdbcUrl, String user, String password) {
    return new RunStore(
        Database.postgres(jdbcUrl, user, password), Clock.systemUTC(), new SecureRandom());
  }

  static RunStore open(Path home, Clock clock, RandomGenerator random) {
    return new RunStore(Database.sqlite(home.resolve("deepsearch.db")), clock, random);
  }

  /// Creates a run that nobody has started yet; answers its id.
  public String create(String question, String spec) {
    return database.write(handle -> insert(handle, question, spec, "", ""));
  }

  /// Creates a run for somebody, unless they requested it before.
  Start create(String question, String spec, Asker asker) {
    if (asker.requestKey().isEmpty()) {
      return new Start.Started(
          database.write(handle -> insert(handle, question, spec, "", asker.name())));
    }
    return database.transact(
        handle -> {
          String id = insert(handle, question, spec, "", asker.name());
          int noted =
              handle
                  .createUpdate(
                      """
                      insert into requests (asker, request_key, sha256, run_id)
                      values (:asker, :key, :sha256, :id) on conflict do nothing
                      """)
                  .bind("asker", asker.name())
                  .bind("key", asker.requestKey())
                  .bind("sha256", asker.requestSha256())
                  .bind("id", id)
                  .execute();
          return noted == 1 ? new Start.Started(id) : requestedBefore(handle, asker, id);
        });
  }

  private static Start requestedBefore(Handle handle, Asker asker, String superfluous) {
    handle.createUpdate("delete from runs where id = :id").bind("id", superfluous).execute();
    return requested(handle, asker).orElseThrow();
  }

  /// What somebody's request came to, if it was made before.
  public Optional<Start> requested(Asker asker) {
    return asker.requestKey().isEmpty()
        ? Optional.empty()
        : database.read(handle -> requested(handle, asker));
  }

  private static Optional<Start> requested(Handle handle, Asker asker) {
    return handle
        .createQuery(
            "select run_id, sha256 from requests where asker = :asker and request_key = :key")
        .bind("asker", asker.name())
        .bind("key", asker.requestKey())
        .map(
            (row, _) ->
                row.getString("sha256").equals(asker.requestSha256())
                    ? (Start) new Start.Repeated(row.getString("run_id"))
                    : new Start.Mismatched(row.getString("run_id")))
        .findOne();
  }

  /// Creates a run that begins with the first steps of another, which stays as it is.
  public String fork(String parent, int firstSteps, String spec) {
    Run original = known(parent);
    List<StoredStep> kept = steps(parent);
    if (firstSteps < 0 || firstSteps > kept.size()) {
      throw new RunException(
          RunException.Kind.UNKNOWN_RUN,
          "run %s has %d steps, so it cannot be forked after step %d"
              .formatted(parent, kept.size(), firstSteps));
    }
    return database.transact(
        handle -> {
          String id = insert(handle, original.question(), spec, parent, original.asker());
          handle
              .createUpdate(
                  """
                  insert into steps (run_id, seq, episode, kind, body, sha256, created)
                  select :id, seq, episode, kind, body, sha256, created from steps
                  where run_id = :parent and seq < :first
                  """)
              .bind("id", id)
              .bind("parent", parent)
              .bind("first", firstSteps)
              .execute();
          return id;
        });
  }

  /// The run with this id.
  public Optional<Run> find(String id) {
    if (!RunIds.isId(id)) {
      return Optional.empty();
    }
    return database.read(
        handle ->
            handle
                .createQuery("select " + COLUMNS + " from runs where id = :id")
                .bind("id", id)
                .map((row, _) -> run(row))
                .findOne());
  }

  /// The newest runs, newest first.
  public List<Run> list(int limit) {
    return database.read(
        handle ->
            handle
                .createQuery("select " + COLUMNS + " from runs order by id desc limit :limit")
                .bind("limit", limit)
                .map((row, _) -> run(row))
                .list());
  }

  /// The newest runs of one asker that are older than a run, newest first.
  ///
  /// @param before the id of that run; empty for all
  public List<Run> list(String asker, String before, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + """
                         from runs where asker = :asker and (:before = '' or id < :before)
                        order by id desc limit :limit
                        """)
                .bind("asker", asker)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> run(row))
                .list());
  }

  /// The newest runs of everybody that are older than a run, newest first.
  ///
  /// @param before the id of that run; empty for all
  public List<Run> list(String before, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + """
                         from runs where :before = '' or id < :before
                        order by id desc limit :limit
                        """)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> run(row))
                .list());
  }

  /// How many runs wait for a process; of those created before another, if one is named.
  ///
  /// @param before the id of that run; empty for all
  public int queued(String before) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*) from runs
                    where state = 'QUEUED' and (:before = '' or id < :before)
                    """)
                .bind("before", before)
                .mapTo(Integer.class)
                .one());
  }

  /// How many runs are in each state.
  public Map<RunState, Integer> counts() {
    var counts = new EnumMap<RunState, Integer>(RunState.class);
    database.read(
        handle ->
            handle
                .createQuery("select state, count(*) as runs from runs group by state")
                .map(
                    (row, _) ->
                        counts.put(RunState.valueOf(row.getString("state")), row.getInt("runs")))
                .list());
    return counts;
  }

  /// Moves a run to a state and notes why; answers whether the move was allowed. A run that has
  /// ended stays ended, and one that is being cancelled can only end.
  public boolean setState(String id, RunState state, String stopReason) {
    return move(id, state.predecessors(), state, stopReason);
  }

  /// Keeps the answer, as JSON.
  public void setAnswer(String id, String answer) {
    int kept =
        database.write(
            handle ->
                handle
                    .createUpdate("update runs set answer = :answer, updated = :now where id = :id")
                    .bind("answer", answer)
                    .bind("now", Database.text(clock.instant()))
                    .bind("id", id)
                    .execute());
    if (kept == 0) {
      throw unknown(id);
    }
  }

  /// Removes a run that has ended, with its steps, evidence and calls; answers whether it was
  /// removed. The pages it has read stay in the page store, which all runs share.
  public boolean delete(String id) {
    return database.write(
            handle ->
                handle
                    .createUpdate("delete from runs where id = :id and state in (<ended>)")
                    .bindList(
                        "ended",
                        Arrays.stream(RunState.values())
                            .filter(RunState::isEnded)
                            .map(RunState::name)
                            .toList())
                    .bind("id", id)
                    .execute())
        == 1;
  }

  /// Appends a step; refuses one that leaves a gap or whose place is taken.
  public void appendStep(String run, int seq, String episode, String kind, String body) {
    steps.append(run, seq, episode, kind, body);
  }

  /// All steps of a run, in order.
  public List<StoredStep> steps(String run) {
    return steps.from(run, 0);
  }

  /// The steps from a place on, that place included: a watcher asks from the number it has seen.
  public List<StoredStep> stepsSince(String run, int seq) {
    return steps.from(run, seq);
  }

  /// The same, at most so many.
  public List<StoredStep> stepsSince(String run, int seq, int most) {
    return steps.from(run, seq, most);
  }

  /// The latest step of a run, if it has any.
  public Optional<StoredStep> lastStep(String run) {
    return steps.last(run);
  }

  /// The stored response of a call, if it was paid for; its JSON is given back unchanged.
  public Optional<String> paid(String run, String key) {
    return calls.find(run, key).filter(Call::done).map(Call::response);
  }

  /// Every call of a run, in the order in which they were begun.
  public List<Call> calls(String run) {
    return calls.all(run);
  }

  /// What a run has cost so far.
  public Bill bill(String run) {
    return calls.bill(run);
  }

  /// What each of these runs has cost so far.
  public Map<String, Bill> bills(Collection<String> runs) {
    return calls.bills(runs);
  }

  Calls calls() {
    return calls;
  }

  Database database() {
    return database;
  }

  Run known(String id) {
    return find(id).orElseThrow(() -> unknown(id));
  }

  /// Moves a run only if it is in one of these states.
  boolean move(String id, Collection<RunState> from, RunState to, String stopReason) {
    return database.write(
            handle ->
                handle
                    .createUpdate(
                        """
                        update runs set state = :to, stop_reason = :reason, updated = :now
                        where id = :id and state in (<from>)
                        """)
                    .bindList("from", from.stream().map(RunState::name).toList())
                    .bind("to", to.name())
                    .bind("reason", stopReason)
                    .bind("now", Database.text(clock.instant()))
                    .bind("id", id)
                    .execute())
        == 1;
  }

  /// Gives a run to another owner, unless somebody was quicker.
  boolean hand(String id, String from, String to) {
    return database.write(
            handle ->
                handle
                    .createUpdate("update runs set owner = :to where id = :id and owner = :from")
                    .bind("to", to)
                    .bind("id", id)
                    .bind("from", from)
                    .execute())
        == 1;
  }

  /// Gives a run that waits for approval to nobody, so that any process may go on with it.
  void release(String id, String owner) {
    database.write(
        handle ->
            handle
                .createUpdate(
                    """
                    update runs set owner = ''
                    where id = :id and owner = :owner and state = 'WAITING'
                    """)
                .bind("id", id)
                .bind("owner", owner)
                .execute());
  }

  /// The runs that somebody started and nobody ended.
  List<Run> unfinished() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    select * from runs
                    where owner <> '' and state in ('QUEUED', 'RUNNING', 'CANCELLING')
                    """)
                .map((row, _) -> run(row))
                .list());
  }

  @Override
  public void close() {
    database.close();
  }

  private String insert(Handle handle, String question, String spec, String parent, String asker) {
    String id = ids.next();
    handle
        .createUpdate(
            """
            insert into runs (id, question, spec, state, stop_reason, owner, answer, parent, asker,
              created, updated)
            values (:id, :question, :spec, 'QUEUED', '', '', '', :parent, :asker, :now, :now)
            """)
        .bind("id", id)
        // PostgreSQL knows no character zero.
        .bind("question", question.replace('\0', ' '))
        .bind("spec", spec)
        .bind("parent", parent)
        .bind("asker", asker)
        .bind("now", Database.text(clock.instant()))
        .execute();
    return id;
  }

  private static RunException unknown(String id) {
    return new RunException(
        RunException.Kind.UNKNOWN_RUN,
        "there is no run "
            + (RunIds.isId(id) ? id : "of that name")
            + "; list the runs to see their names");
  }

  private static Run run(ResultSet row) throws SQLException {
    return new Run(
        row.getString("id"),
        row.getString("question"),
        row.getString("spec"),
        RunState.valueOf(row.getString("state")),
        row.getString("stop_reason"),
        row.getString("owner"),
        row.getString("answer"),
        row.getString("parent"),
        row.getString("asker"),
        Instant.parse(row.getString("created")),
        Instant.parse(row.getString("updated")));
  }
}
