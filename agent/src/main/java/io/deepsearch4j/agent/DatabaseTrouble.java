package io.deepsearch4j.agent;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/// Turns what a database driver says into one sentence that says what to do.
final class DatabaseTrouble {
  private DatabaseTrouble() {}

  static RunException in(String name, Throwable trouble) {
    return new RunException(RunException.Kind.STORE, sentence(name, trouble), trouble);
  }

  private static String sentence(String name, Throwable trouble) {
    SQLException sql = cause(trouble);
    if (sql instanceof SQLiteException sqlite) {
      // The low byte is the code; the rest says more about it.
      return switch (sqlite.getResultCode().code & 0xff) {
        case 11, 26 ->
            name
                + " is damaged or no database; restore it from a copy, or move it away together"
                + " with its -wal and -shm files, and a new one is made";
        case 13 -> "there is no room left to write " + name + "; free some and resume the run";
        case 8, 14 -> name + " cannot be opened for writing; check who owns it and its folder";
        case 5, 6 -> name + " is kept busy by another process; wait for it or stop it, then resume";
        default -> name + " cannot be used (" + sqlite.getMessage() + ")";
      };
    }
    if (sql != null && sql.getSQLState() != null && sql.getSQLState().startsWith("08")) {
      return name
          + " cannot be reached ("
          + sql.getMessage()
          + "); check that it runs, and the URL";
    }
    if (sql != null && sql.getSQLState() != null && sql.getSQLState().startsWith("28")) {
      return name + " refuses the user or the password; check both in the configuration";
    }
    return name + " cannot be used (" + trouble.getMessage() + ")";
  }

  private static @Nullable SQLException cause(Throwable trouble) {
    SQLException found = null;
    for (Throwable t = trouble; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql) {
        found = sql;
      }
    }
    return found;
  }
}
