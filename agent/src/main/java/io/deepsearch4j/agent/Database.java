package io.deepsearch4j.agent;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// The tables behind runs, in one SQLite file or in a PostgreSQL database, at the version this
/// program knows. Safe to share between threads.
///
/// On SQLite a commit is in the write-ahead log before a call returns: it survives the death of the
/// process. Only the death of the machine can lose the latest commits, and never damages the file.
final class Database implements AutoCloseable {
  private static final String NEWEST = "2";
  private static final String MIGRATIONS = "classpath:io/deepsearch4j/agent/migrations";

  /// Always milliseconds, so that moments sort as text.
  private static final DateTimeFormatter MOMENT =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  /// Guards migration within this process; the lock file guards it between processes.
  private static final ReentrantLock MIGRATING = new ReentrantLock();

  private final String name;
  private final HikariDataSource source;
  private final Jdbi jdbi;
  private final Writers writers;

  private enum Writers {
    ONE,
    MANY
  }

  /// Held while writing to SQLite, which has room for one writer: waiting here is fair and prompt,
  /// waiting inside SQLite is neither.
  private final ReentrantLock writing = new ReentrantLock(true);

  private Database(String name, HikariDataSource source, Writers writers) {
    this.name = name;
    this.source = source;
    this.jdbi = Jdbi.create(source);
    this.writers = writers;
  }

  static Database sqlite(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new RunException(
          RunException.Kind.STORE,
          "cannot create the folder of " + file + "; choose a DEEPSEARCH_HOME that can be written",
          e);
    }
    var settings = new SQLiteConfig();
    settings.setJournalMode(SQLiteConfig.JournalMode.WAL);
    settings.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    settings.setBusyTimeout((int) Duration.ofSeconds(20).toMillis());
    settings.enforceForeignKeys(true);
    // A transaction that begins by reading could not become a writer while another writes.
    settings.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    var sqlite = new SQLiteDataSource(settings);
    sqlite.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    var pool = pool("sqlite", 4);
    pool.setDataSource(sqlite);
    String name = file.toString();
    MIGRATING.lock();
    try (var channel =
            FileChannel.open(
                file.resolveSibling(file.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      return migrated(new Database(name, connect(pool, name), Writers.ONE));
    } catch (IOException e) {
      throw new RunException(
          RunException.Kind.STORE,
          "cannot write beside " + file + "; choose a DEEPSEARCH_HOME that can be written",
          e);
    } finally {
      MIGRATING.unlock();
    }
  }

  static Database postgres(String jdbcUrl, String user, String password) {
    if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
      throw new RunException(
          RunException.Kind.STORE,
          "a database for several machines must be given as jdbc:postgresql://host/name, not as "
              + withoutSecrets(jdbcUrl));
    }
    var pool = pool("postgres", 10);
    pool.setJdbcUrl(jdbcUrl);
    pool.setUsername(user);
    pool.setPassword(password);
    String name = withoutSecrets(jdbcUrl);
    return migrated(new Database(name, connect(pool, name), Writers.MANY));
  }

  private static HikariConfig pool(String name, int connections) {
    var pool = new HikariConfig();
    pool.setPoolName("runs-" + name);
    pool.setMaximumPoolSize(connections);
    pool.setConnectionTimeout(Duration.ofSeconds(20).toMillis());
    return pool;
  }

  private static HikariDataSource connect(HikariConfig pool, String name) {
    try {
      return new HikariDataSource(pool);
    } catch (HikariPool.PoolInitializationException e) {
      throw DatabaseTrouble.in(name, e);
    }
  }

  private static Database migrated(Database database) {
    try {
      database.migrate();
      return database;
    } catch (FlywayException e) {
      database.close();
      throw DatabaseTrouble.in(database.name, e);
    } catch (RunException e) {
      database.close();
      throw e;
    }
  }

  private void migrate() {
    // Flyway takes longer to load than all else; most starts find nothing to do.
    if (isCurrent()) {
      return;
    }
    Flyway flyway = Flyway.configure().dataSource(source).locations(MIGRATIONS).load();
    var info = flyway.info();
    for (var migration : info.all()) {
      if (migration.getState().isApplied() && !migration.getState().isResolved()) {
        throw new RunException(
            RunException.Kind.STORE,
            name
                + " was written by a newer deepsearch4j (tables of version "
                + migration.getVersion()
                + "); update deepsearch4j, or choose another DEEPSEARCH_HOME");
      }
    }
    if (info.pending().length > 0 || info.current() == null) {
      flyway.migrate();
      return;
    }
    flyway.validate();
  }

  /// Whether the tables are those of the newest migration.
  boolean isCurrent() {
    try {
      return jdbi.withHandle(
          handle ->
              handle
                  .createQuery(
                      """
                      select version from flyway_schema_history where success = true
                      order by installed_rank desc limit 1
                      """)
                  .mapTo(String.class)
                  .findOne()
                  .filter(NEWEST::equals)
                  .isPresent());
    } catch (JdbiException e) {
      // A new database, or one in trouble: Flyway finds out which.
      return false;
    }
  }

  /// Reads; sees every write that has returned.
  <T> T read(Function<Handle, T> work) {
    boolean interrupted = Thread.interrupted();
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException e) {
      throw trouble(e);
    } finally {
      restore(interrupted);
    }
  }

  /// Writes with one statement.
  <T> T write(Function<Handle, T> work) {
    return exclusively(() -> jdbi.withHandle(work::apply));
  }

  /// Writes all or nothing.
  <T> T transact(Function<Handle, T> work) {
    return exclusively(() -> jdbi.inTransaction(work::apply));
  }

  /// A moment as it is stored.
  static String text(Instant moment) {
    return MOMENT.format(moment);
  }

  RunException trouble(Throwable cause) {
    return DatabaseTrouble.in(name, cause);
  }

  DataSource source() {
    return source;
  }

  @Override
  public void close() {
    source.close();
  }

  /// What was paid for is stored even while the thread is being cancelled; the interruption is seen
  /// right afterwards.
  private <T> T exclusively(Supplier<T> work) {
    boolean interrupted = Thread.interrupted();
    if (writers == Writers.ONE) {
      writing.lock();
    }
    try {
      return work.get();
    } catch (JdbiException e) {
      throw trouble(e);
    } finally {
      if (writers == Writers.ONE) {
        writing.unlock();
      }
      restore(interrupted);
    }
  }

  private static void restore(boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static String withoutSecrets(String jdbcUrl) {
    String bare = jdbcUrl.replaceFirst("\\?.*", "");
    return bare.replaceFirst("//[^/@]*@", "//");
  }
}
