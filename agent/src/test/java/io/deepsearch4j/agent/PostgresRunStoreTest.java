package io.deepsearch4j.agent;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class PostgresRunStoreTest implements RunStoreContract {
  private RunStore store;

  @BeforeEach
  void open() {
    store = ChildProcess.open(Postgres.newDatabase());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  public RunStore store() {
    return store;
  }
}
