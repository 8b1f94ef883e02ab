package io.deepsearch4j.agent;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class PostgresCrashTest extends CrashContract {
  private List<String> database = List.of();

  @BeforeEach
  void createDatabase() {
    database = Postgres.newDatabase();
  }

  @Override
  List<String> database() {
    return database;
  }
}
