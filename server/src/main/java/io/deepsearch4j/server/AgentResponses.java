package io.deepsearch4j.server;

import io.deepsearch4j.agent.Action;
import io.deepsearch4j.agent.Answer;
import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Runs;
import io.deepsearch4j.agent.Step;
import java.util.List;
import java.util.Optional;

/// Runs of the agent as responses: the id of the one is the id of the other with a prefix, so a
/// response can be asked for as long as its run is kept.
final class AgentResponses {
  private static final String PREFIX = "resp_";

  private final RunStore store;
  private final RunReading reading;

  AgentResponses(RunStore store) {
    this.store = store;
    this.reading = new RunReading(store);
  }

  static String id(String run) {
    return PREFIX + run;
  }

  /// The run behind a response of this caller, if there is one.
  Optional<Run> run(Caller caller, String response) {
    return response.startsWith(PREFIX)
        ? store.find(response.substring(PREFIX.length())).filter(caller::maySee)
        : Optional.empty();
  }

  ResponseDocument document(String id) {
    Run run = store.find(id).orElseThrow(ProblemException::noSuchRun);
    RunSpec spec = RunSpec.of(run);
    String model =
        List.of(AgentModel.values()).stream()
            .filter(one -> one.depth() == spec.config().depth())
            .findFirst()
            .orElse(AgentModel.STANDARD)
            .id();
    Optional<Answer> answer = Runs.answer(run);
    ResponseDocument.Status status = status(Standing.of(run, store.lastStep(id)), answer);
    var document = new ResponseDocument(id(id), model, status, true, run.created());
    if (!status.isEnded()) {
      return document;
    }
    List<Step> steps = reading.steps(id);
    document.reasoning("rs_" + id, steps.stream().map(Narration::line).toList());
    searches(steps, id, document);
    answer.ifPresent(given -> document.message("msg_" + id, CitedText.of(given)));
    if (status == ResponseDocument.Status.FAILED) {
      document.failed(answer.map(Answer::why).orElse("the run stopped without an answer"));
    }
    return document.usage(store.bill(id).total().usage());
  }

  private static void searches(List<Step> steps, String id, ResponseDocument document) {
    int number = 0;
    for (Step step : steps) {
      if (step instanceof Step.Chosen(_, _, var actions, _)) {
        for (Action action : actions) {
          if (action instanceof Action.Search(var queries, _)) {
            for (String query : queries) {
              document.search("ws_" + id + "_" + number++, query);
            }
          }
        }
      }
    }
  }

  // A partial answer is an answer; what is partial about it stands in its text.
  private static ResponseDocument.Status status(Standing standing, Optional<Answer> answer) {
    return switch (standing.state()) {
      case QUEUED -> ResponseDocument.Status.QUEUED;
      case PLANNING, AWAITING_APPROVAL, RUNNING, VERIFYING, CANCELLING ->
          ResponseDocument.Status.IN_PROGRESS;
      case COMPLETED, PARTIAL -> ResponseDocument.Status.COMPLETED;
      case FAILED ->
          answer.filter(given -> !given.answer().isBlank()).isPresent()
              ? ResponseDocument.Status.COMPLETED
              : ResponseDocument.Status.FAILED;
      case CANCELLED -> ResponseDocument.Status.CANCELLED;
    };
  }
}
