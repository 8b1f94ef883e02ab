package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteRunStoreTest implements RunStoreContract {
  @TempDir Path home;
  private RunStore store;

  @BeforeEach
  void open() {
    store = RunStore.open(home);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  public RunStore store() {
    return store;
  }

  @Test
  void keepsRunsWhenClosedAndOpenedAgain() {
    String run = store.create("q", "{}");
    store.appendStep(run, 0, "main", "planned", "{}");
    store.close();

    store = RunStore.open(home);

    assertThat(store.steps(run)).hasSize(1);
  }

  @Test
  void knowsTheNewestOfItsMigrations() {
    assertThat(store.database().isCurrent()).isTrue();
  }

  @Test
  void opensWhileOthersOpenTheSameNewFolder() throws Exception {
    Path fresh = home.resolve("fresh");

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<String> opener =
          () -> {
            try (var another = RunStore.open(fresh)) {
              return another.create("q", "{}");
            }
          };
      for (Future<String> run : threads.invokeAll(Collections.nCopies(6, opener))) {
        assertThat(run.get()).isNotEmpty();
      }
    }

    try (var another = RunStore.open(fresh)) {
      assertThat(another.list(100)).hasSize(6);
    }
  }

  @Test
  void saysWhatToDoWithADamagedFile() throws IOException {
    store.close();
    Files.writeString(home.resolve("deepsearch.db"), "this is no database ".repeat(500));

    assertThatThrownBy(() -> RunStore.open(home))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("is damaged or no database; restore it from a copy");
  }

  @Test
  void saysWhatToDoWithAFileOfANewerProgram() {
    store
        .database()
        .write(
            handle ->
                handle.execute(
                    """
                    insert into flyway_schema_history
                    select installed_rank + 1, '99', 'future', type, 'V99__future.sql', 7,
                      installed_by, installed_on, execution_time, success
                    from flyway_schema_history order by installed_rank desc limit 1
                    """));
    store.close();

    assertThatThrownBy(() -> RunStore.open(home))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("newer deepsearch4j (tables of version 99); update deepsearch4j");
  }

  @Test
  void saysWhatToDoWithAFolderThatIsAFile() throws IOException {
    Path file = Files.writeString(home.resolve("occupied"), "");

    assertThatThrownBy(() -> RunStore.open(file))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("choose a DEEPSEARCH_HOME that can be written");
  }
}
