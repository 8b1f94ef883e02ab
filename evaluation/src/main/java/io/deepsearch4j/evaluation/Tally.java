package io.deepsearch4j.evaluation;

import io.deepsearch4j.agent.Action;
import io.deepsearch4j.agent.CallKind;
import io.deepsearch4j.agent.Observation;
import io.deepsearch4j.agent.Part;
import io.deepsearch4j.agent.Spent;
import io.deepsearch4j.agent.Step;
import io.deepsearch4j.agent.Watcher;
import io.deepsearch4j.chat.Delta;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts what one run does while it does it.
final class Tally implements Watcher {
  private final SortedMap<String, Integer> reads = new TreeMap<>();
  private Spent spent = Spent.NOTHING;
  private int invalidActions;

  @Override
  public synchronized void step(int position, Step step) {
    spent = spent.plus(step.spent());
    switch (step) {
      case Step.Chosen(_, _, var actions, _) ->
          invalidActions += (int) actions.stream().filter(Action.Invalid.class::isInstance).count();
      case Step.Acted(_, _, Observation.Opened(var visits), _, _) -> visits.forEach(this::read);
      case Step.Acted _, Step.Planned _, Step.Began _, Step.Folded _, Step.Stopped _ -> {}
      case Step.Verified _ -> {}
    }
  }

  private void read(Observation.Visit visit) {
    switch (visit) {
      case Observation.Arrived arrived ->
          reads.merge(MediaWords.of(arrived.page().mediaType()), 1, Integer::sum);
      case Observation.Missed _ -> reads.merge("missed", 1, Integer::sum);
    }
  }

  @Override
  public void waitingFor(CallKind kind, String what) {}

  @Override
  public void piece(Part part, Delta delta) {}

  synchronized Spent spent() {
    return spent;
  }

  synchronized int invalidActions() {
    return invalidActions;
  }

  /// How many documents of each kind were opened, and how many addresses gave none.
  synchronized SortedMap<String, Integer> reads() {
    return new TreeMap<>(reads);
  }
}
