package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.agent.RunState;
import io.deepsearch4j.agent.RunStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several servers over one PostgreSQL share the work, and one that is killed is replaced by
/// another.
@Tag("slow")
class TakeOverTest {
  private static final int RUNS = 10;
  private static final long PAUSE = 150;

  @TempDir Path folder;

  @Test
  void everyRunOfAKilledServerEndsOnAnotherAndNoneIsBilledTwice() throws Exception {
    try (EmbeddedPostgres postgres = postgres()) {
      List<String> database =
          List.of(
              "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres",
              "postgres",
              "postgres");
      try (var first = ServerProcess.start(database, folder, folder.resolve("one"), PAUSE);
          var second = ServerProcess.start(database, folder, folder.resolve("two"), PAUSE);
          var store = RunStore.open(database.get(0), database.get(1), database.get(2))) {
        var ids = new ArrayList<String>();
        for (int i = 0; i < RUNS; i++) {
          ids.add(first.client().start(Tower.QUESTION));
        }
        Await.until(() -> store.counts().getOrDefault(RunState.RUNNING, 0) > 4);

        first.process().destroyForcibly().waitFor();
        Await.until(() -> store.counts().getOrDefault(RunState.COMPLETED, 0) == RUNS);

        assertThat(second.client().events(ids.getFirst()).getLast().type()).isEqualTo("end");
        assertThat(ids.stream().map(id -> store.bill(id).total()).collect(Collectors.toSet()))
            .as("each run has cost the same")
            .hasSize(1);
      }
    }
  }

  private static EmbeddedPostgres postgres() {
    try {
      return EmbeddedPostgres.builder().start();
    } catch (IOException | IllegalStateException e) {
      Assumptions.abort("PostgreSQL cannot start on this machine: " + e);
      throw new AssertionError("unreachable", e);
    }
  }
}
