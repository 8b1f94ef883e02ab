package io.deepsearch4j.report;

import io.deepsearch4j.agent.Answer;
import io.deepsearch4j.agent.Bill;
import io.deepsearch4j.agent.Evidence;
import io.deepsearch4j.agent.Plan;
import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.agent.RunState;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Spent;
import io.deepsearch4j.agent.Step;
import io.deepsearch4j.agent.StopReason;
import io.deepsearch4j.agent.StoredStep;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// Everything that is stored of a run and that a report tells; every form of output is made from
/// it.
public record RunRecord(Run run, RunSpec spec, Answer answer, Bill bill, List<Step> steps) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public RunRecord {
    Objects.requireNonNull(run);
    Objects.requireNonNull(spec);
    Objects.requireNonNull(answer);
    Objects.requireNonNull(bill);
    steps = List.copyOf(steps);
  }

  /// The run with this id, if there is one.
  public static Optional<RunRecord> find(RunStore store, String id) {
    return store.find(id).map(run -> of(run, store.bill(id), store.steps(id), JSON));
  }

  /// @param json reads specification, answer and steps
  static RunRecord of(Run run, Bill bill, List<StoredStep> steps, JsonMapper json) {
    return new RunRecord(
        run,
        read(run.spec(), RunSpec.class, json),
        run.answer().isEmpty() ? noAnswer(run) : read(run.answer(), Answer.class, json),
        bill,
        steps.stream().map(step -> read(step.body(), Step.class, json)).toList());
  }

  /// A value; the word `null` is none.
  static <T> T read(String text, Class<T> type, JsonMapper json) {
    T value = json.readValue(text, type);
    if (value == null) {
      throw new IllegalArgumentException("null is no " + type.getSimpleName());
    }
    return value;
  }

  private static Answer noAnswer(Run run) {
    String why =
        switch (run.state()) {
          case QUEUED, RUNNING, WAITING, CANCELLING ->
              "it has not ended; deepsearch runs resume " + run.id() + " goes on with it";
          case CANCELLED -> "it was cancelled before it began";
          case FAILED, COMPLETED, PARTIAL ->
              "it stopped without an answer; deepsearch runs resume " + run.id() + " tries again";
        };
    StopReason reason =
        run.state() == RunState.CANCELLED ? StopReason.CANCELLED : StopReason.MODEL_ERROR;
    return new Answer(true, reason, why, "", List.of(), List.of(), List.of(), 0, "", List.of());
  }

  /// What all steps together have cost.
  public Spent spent() {
    return steps.stream().map(Step::spent).reduce(Spent.NOTHING, Spent::plus);
  }

  /// Which language model was used, or that none was.
  public String modelWords() {
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
  public boolean isWhole() {
    return run.state() == RunState.COMPLETED;
  }

  /// All evidence of the run, in the order in which it was found.
  List<Evidence> evidence() {
    return steps.stream()
        .filter(Step.Acted.class::isInstance)
        .flatMap(step -> ((Step.Acted) step).evidence().stream())
        .toList();
  }

  /// The plan it worked by, if it came to one; the last one counts.
  Optional<Plan> plan() {
    return steps.stream()
        .filter(Step.Planned.class::isInstance)
        .map(step -> ((Step.Planned) step).plan())
        .reduce((_, later) -> later);
  }
}
