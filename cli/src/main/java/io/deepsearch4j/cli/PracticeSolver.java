package io.deepsearch4j.cli;

import io.deepsearch4j.agent.AgentConfig;
import io.deepsearch4j.agent.Part;
import io.deepsearch4j.agent.Question;
import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.agent.Runs;
import io.deepsearch4j.agent.Watcher;
import io.deepsearch4j.evaluation.Solver;
import io.deepsearch4j.evaluation.Task;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// The agent under one setting, working on tasks about practice webs.
///
/// @param models which model plays which part
record PracticeSolver(
    EvaluatedSetting measured,
    AgentConfig agent,
    Map<Part, RunSpec.Named> models,
    PracticeGround ground,
    Runs runs)
    implements Solver {
  /// Practice webs know no later day, and a figure must not depend on the day it is measured.
  private static final LocalDate ASKED = LocalDate.of(2025, 12, 1);

  @Override
  public Run solve(Task task, Watcher watcher) throws InterruptedException {
    long seed = PracticeTasks.seed(task);
    var practice = new Sources.Practice(seed, ground.web(seed).port());
    var errand = new Errand(new Sources(practice, List.of()), measured.tree());
    var spec =
        new RunSpec(
            new Question(task.question(), task.language(), ASKED),
            List.of(),
            agent,
            models,
            errand.json());
    return runs.await(runs.start(spec, watcher));
  }
}
