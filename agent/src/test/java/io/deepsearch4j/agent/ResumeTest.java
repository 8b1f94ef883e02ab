package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.ScriptedChatModel;
import io.deepsearch4j.documents.Embedder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
  @TempDir Path folder;

  /// Death at a place: what a process that is killed there would leave behind.
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void aRunKilledAtAnyStepGoesOnAndBuysNothingTwice() {
    Reference whole = reference();
    for (int death = 1; death <= whole.events(); death++) {
      Path home = folder.resolve("death-" + death);
      ScriptedChatModel model = model();
      try (TestRuns runs = runs(home, model)) {
        String id = runs.create("How high is the tower?", AgentConfig.DEFAULT);
        dieAt(death, runs, id);

        Run run = runs.work(id);

        assertThat(run.state()).as("killed at event %d", death).isEqualTo(RunState.COMPLETED);
        assertThat(withoutTimes(runs.steps(id)))
            .as("killed at event %d", death)
            .isEqualTo(whole.steps());
        assertThat(model.requests()).as("killed at event %d", death).hasSize(whole.requests());
        assertThat(runs.web.searches.get() + runs.web.visits.get())
            .as("killed at event %d", death)
            .isEqualTo(whole.webCalls());
      }
    }
  }

  @Test
  void aReplayComputesEveryStepAgain() {
    try (TestRuns runs = runs(folder, model())) {
      String id = runs.create("How high is the tower?", AgentConfig.DEFAULT);
      runs.work(id);

      Replay.Result result =
          new Replay(runs.store, runs.web.store(), Embedder.none()).replay(id, Watcher.NOBODY);

      assertThat(result.divergence()).isEmpty();
      assertThat(result.steps()).isEqualTo(runs.steps(id).size());
    }
  }

  @Test
  void whatWasSentAtEachStepCanBeComputedAgain() {
    try (TestRuns runs = runs(folder, model())) {
      String id = runs.create("How high is the tower?", AgentConfig.DEFAULT);
      runs.work(id);

      List<Step> steps = runs.steps(id);
      int compared = 0;
      for (int i = 0; i < steps.size(); i++) {
        if (steps.get(i) instanceof Step.Chosen choice && !choice.turn().isByRule()) {
          List<Step> before =
              steps.subList(0, i).stream()
                  .filter(step -> step.episode().equals(choice.episode()))
                  .toList();
          assertThat(Replies.sha256(Briefing.request(new Trajectory(before))))
              .isEqualTo(choice.turn().requestSha256());
          compared++;
        }
      }
      assertThat(compared).isGreaterThanOrEqualTo(5);
    }
  }

  private record Reference(List<String> steps, int requests, int webCalls, int events) {}

  private Reference reference() {
    ScriptedChatModel model = model();
    var events = new AtomicInteger();
    try (TestRuns runs = runs(folder.resolve("whole"), model)) {
      String id = runs.create("How high is the tower?", AgentConfig.DEFAULT);
      runs.work(id, new Counting(events, Integer.MAX_VALUE));
      return new Reference(
          withoutTimes(runs.steps(id)),
          model.requests().size(),
          runs.web.searches.get() + runs.web.visits.get(),
          events.get());
    }
  }

  private static void dieAt(int death, TestRuns runs, String id) {
    try {
      runs.work(id, new Counting(new AtomicInteger(), death));
    } catch (Killed expected) {
      return;
    }
    throw new AssertionError("nothing was killed at event " + death);
  }

  // Two runs never take equally long.
  static List<String> withoutTimes(List<Step> steps) {
    return steps.stream()
        .map(step -> StepJson.write(step).replaceAll("\"millis\":\\d+", "\"millis\":0"))
        .map(json -> json.replaceAll("\"requestSha256\":\"[0-9a-f]+\"", ""))
        .map(json -> json.replaceAll("\"wall\":[^,]+", "\"wall\":0"))
        .map(json -> json.replaceAll("call-\\d+", "call"))
        .toList();
  }

  private static ScriptedChatModel model() {
    return Script.model(
        "The tower is 330 m high.",
        DeepSearchTest.SEARCH,
        DeepSearchTest.OPEN,
        DeepSearchTest.ASK,
        DeepSearchTest.FINISH);
  }

  private static TestRuns runs(Path folder, ScriptedChatModel model) {
    TestRuns runs = TestRuns.with(folder, model);
    runs.web.page("https://tower.example/", "The tower\nThe tower is 330 m high.");
    return runs;
  }

  /// Counts steps and outward calls and dies at one of them: before a call is made, and after a
  /// step was stored.
  private record Counting(AtomicInteger events, int death) implements Watcher {
    @Override
    public void step(int position, Step step) {
      count();
    }

    @Override
    public void waitingFor(CallKind kind, String what) {
      count();
    }

    @Override
    public void piece(Part part, io.deepsearch4j.chat.Delta delta) {}

    private void count() {
      if (events.incrementAndGet() == death) {
        throw new Killed();
      }
    }
  }
}
