package io.deepsearch4j.agent;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// One PostgreSQL server for all tests of this process, with a new database for each that asks.
final class Postgres {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static @Nullable EmbeddedPostgres server;

  private Postgres() {}

  /// URL, user and password of an empty database; skips the test where no server can start.
  static synchronized List<String> newDatabase() {
    try {
      EmbeddedPostgres running = server;
      if (running == null) {
        running = EmbeddedPostgres.builder().start();
        server = running;
      }
      String name = "runs" + DATABASES.incrementAndGet();
      try (var connection = running.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("create database " + name);
      }
      return List.of(
          "jdbc:postgresql://localhost:" + running.getPort() + "/" + name, "postgres", "postgres");
    } catch (IOException | IllegalStateException e) {
      Assumptions.abort("PostgreSQL cannot start on this machine: " + e);
      throw new AssertionError("unreachable", e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
