package io.deepsearch4j.cli.bench;

import io.deepsearch4j.agent.Equipment;
import io.deepsearch4j.agent.Models;
import io.deepsearch4j.agent.Observation;
import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.RunQueueConfig;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Runs;
import io.deepsearch4j.chat.Price;
import io.deepsearch4j.documents.Embedder;
import io.deepsearch4j.web.PageStore;
import io.deepsearch4j.web.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What a step of the agent costs beside model and web: briefing, parsing, ranking passages,
/// checking quotes, and storing every step and call in SQLite.
final class AgentSteps implements Benchmark {
  private static final int WARM_UPS = 5;
  private static final int REPEATS = 7;
  private static final int TOWERS = 34;

  @Override
  public String name() {
    return "steps";
  }

  @Override
  public List<Figure> measure(Path home) throws IOException, InterruptedException {
    Towers towers = Towers.build(home, TOWERS);
    var pages = new PageStore(home.resolve("pages"));
    var runs = new ArrayList<List<StepClock.Lap>>();
    try (var web = towers.open(home, pages);
        var store = RunStore.open(home)) {
      for (int repeat = -WARM_UPS; repeat < REPEATS; repeat++) {
        List<StepClock.Lap> laps = walk(towers, web, pages, store);
        if (repeat >= 0) {
          runs.add(laps);
        }
      }
    }
    String steps = "one of " + 3 * TOWERS + " steps of a run, ";
    return List.of(
        figure(steps + "p50", "p50 < 5 ms", 50, runs, _ -> true),
        figure(steps + "p95", "p95 < 5 ms", 95, runs, _ -> true),
        figure("a search, p50", "", 50, runs, Observation.Hits.class::isInstance),
        figure("opening a page, p50", "", 50, runs, Observation.Opened.class::isInstance),
        figure("asking a page, p50", "", 50, runs, Observation.Findings.class::isInstance));
  }

  private static List<StepClock.Lap> walk(Towers towers, Web web, PageStore pages, RunStore store)
      throws InterruptedException {
    var clock = new StepClock();
    var model = clock.timed(TowerScript.model(towers, TOWERS));
    var equipment =
        new Equipment(
            clock.timed(web), pages, Models.all(model, Price.FREE), Embedder.none(), () -> {});
    try (var runs = new Runs(store, _ -> equipment, RunQueueConfig.FOREGROUND)) {
      Run run = runs.await(runs.start(TowerRun.spec(), clock));
      List<StepClock.Lap> laps =
          clock.laps().stream().filter(lap -> isToolCall(lap.observation())).toList();
      if (laps.size() != 3 * TOWERS) {
        throw new IllegalStateException(
            "the run ended after %d tool calls, %s: %s"
                .formatted(laps.size(), run.stopReason(), run.answer()));
      }
      return laps;
    }
  }

  private static boolean isToolCall(Observation observation) {
    return switch (observation) {
      case Observation.Hits _, Observation.Opened _, Observation.Findings _, Observation.Rows _ ->
          true;
      case Observation.Reflected _, Observation.Finished _, Observation.Failed _ -> false;
    };
  }

  private static Figure figure(
      String what,
      String goal,
      int percent,
      List<List<StepClock.Lap>> runs,
      Predicate<Observation> kind) {
    return Figure.lower(
        what,
        "ms",
        goal,
        runs.stream()
            .map(
                laps ->
                    Figure.percentile(
                        laps.stream()
                            .filter(lap -> kind.test(lap.observation()))
                            .map(StepClock.Lap::millis)
                            .sorted()
                            .toList(),
                        percent))
            .toList());
  }
}
