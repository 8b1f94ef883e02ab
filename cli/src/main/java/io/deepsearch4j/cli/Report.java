package io.deepsearch4j.cli;

import io.deepsearch4j.agent.Answer;
import io.deepsearch4j.agent.Bill;
import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.agent.RunState;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Runs;
import io.deepsearch4j.agent.Spent;
import io.deepsearch4j.agent.Step;
import io.deepsearch4j.agent.StopReason;
import io.deepsearch4j.agent.StoredStep;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// Everything there is to say about a run; every form of output is made from it.
record Report(Run run, RunSpec spec, Answer answer, Bill bill, List<Step> steps) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Report of(RunStore store, String id) {
    Run run =
        store
            .find(id)
            .orElseThrow(
                () ->
                    new SettingException(
                        "there is no run "
                            + Plain.line(id, 40)
                            + "; deepsearch runs list shows those there are"));
    return new Report(run, RunSpec.of(run), answer(run), store.bill(id), steps(store.steps(id)));
  }

  private static Answer answer(Run run) {
    return Runs.answer(run)
        .orElseGet(
            () ->
                new Answer(
                    true,
                    run.state() == RunState.CANCELLED
                        ? StopReason.CANCELLED
                        : StopReason.MODEL_ERROR,
                    switch (run.state()) {
                      case QUEUED, RUNNING, WAITING, CANCELLING ->
                          "it has not ended; deepsearch runs resume "
                              + run.id()
                              + " goes on with it";
                      case CANCELLED -> "it was cancelled before it began";
                      case FAILED, COMPLETED, PARTIAL ->
                          "it stopped without an answer; deepsearch runs resume "
                              + run.id()
                              + " tries again";
                    },
                    "",
                    List.of(),
                    List.of(),
                    List.of(),
                    0,
                    "",
                    List.of()));
  }

  private static List<Step> steps(List<StoredStep> stored) {
    return stored.stream().map(step -> JSON.readValue(step.body(), Step.class)).toList();
  }

  /// What all steps together have cost.
  Spent spent() {
    return steps.stream().map(Step::spent).reduce(Spent.NOTHING, Spent::plus);
  }

  /// Which language model was used, or that none was.
  String modelWords() {
    String model =
        spec.models().values().stream()
            .map(RunSpec.Named::model)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return model.isEmpty()
        ? "No language model was used: what you read was extracted by rules."
        : "Language model: " + model + ".";
  }

  /// Whether the run ended of its own accord with an answer that stands.
  boolean isWhole() {
    return run.state() == RunState.COMPLETED;
  }

  int exitCode() {
    return Exit.of(run.state(), answer);
  }
}
