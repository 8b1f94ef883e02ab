package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole runs on PostgreSQL, in processes that are killed.
@Tag("slow")
class PostgresAgentTest {
  private static final int DEATHS = 5;

  @TempDir Path folder;

  @Test
  void aRunIsResumedToTheSameStepsWhereverItsProcessWasKilled() throws Exception {
    var counter = new AgentProcess.Counter(0, () -> {});
    List<String> undisturbed;
    try (RunStore store = ChildProcess.open(Postgres.newDatabase());
        Runs runs = AgentProcess.runs(store, folder.resolve("whole"))) {
      Run run = runs.await(runs.start(AgentProcess.spec(), counter));
      assertThat(run.state()).isEqualTo(RunState.COMPLETED);
      undisturbed = ResumeTest.withoutTimes(StepJson.steps(store, run.id()));
    }

    for (int death = 0; death < DEATHS; death++) {
      // From the first event to the last one.
      int event = 1 + death * (counter.events() - 1) / (DEATHS - 1);
      assertSurvives(event, undisturbed);
    }
  }

  private void assertSurvives(int event, List<String> undisturbed) throws Exception {
    List<String> database = Postgres.newDatabase();
    Path home = folder.resolve("killed-at-" + event);
    Process child = AgentProcess.start(database, home, event);
    assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue())
        .as(Files.readString(Path.of(home + ".log")))
        .isEqualTo(AgentProcess.DIED);

    try (RunStore store = ChildProcess.open(database);
        Runs runs = AgentProcess.runs(store, home)) {
      String id = runs.list(1).getFirst().id();
      assertThat(runs.resume(id, Watcher.NOBODY)).isEqualTo(new Resumption.Resumed());
      Run run = runs.await(id);

      assertThat(run.state()).as("killed at event %d", event).isEqualTo(RunState.COMPLETED);
      assertThat(ResumeTest.withoutTimes(StepJson.steps(store, id)))
          .as("killed at event %d", event)
          .isEqualTo(undisturbed);
      assertThat(store.calls(id)).allMatch(Call::done);
      assertThat(store.calls(id))
          .as("only the call in flight may be bought again")
          .filteredOn(Call::repeated)
          .hasSizeLessThanOrEqualTo(1);
    }
  }
}
