package io.deepsearch4j.server;

import io.deepsearch4j.agent.Evidence;
import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Step;
import java.util.List;

/// Runs as a caller may see them. A run of somebody else, a run that does not exist and an id that
/// is none are all the same: not found.
final class RunReading {
  private final RunStore store;

  RunReading(RunStore store) {
    this.store = store;
  }

  Run run(Caller caller, String id) {
    return store.find(id).filter(caller::maySee).orElseThrow(ProblemException::noSuchRun);
  }

  List<Run> runs(Caller caller, String before, int limit) {
    return caller.isOwner() ? store.list(before, limit) : store.list(caller.name(), before, limit);
  }

  List<Step> steps(String id) {
    return store.steps(id).stream().map(StepView::step).toList();
  }

  List<Evidence> evidence(String id) {
    return steps(id).stream()
        .filter(Step.Acted.class::isInstance)
        .flatMap(step -> ((Step.Acted) step).evidence().stream())
        .toList();
  }

  Evidence evidence(String id, String evidence) {
    return evidence(id).stream()
        .filter(one -> one.id().equals(evidence))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    Code.NOT_FOUND,
                    "the run has no evidence of that id; GET …/evidence lists what it has"));
  }
}
