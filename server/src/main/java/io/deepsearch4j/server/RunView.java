package io.deepsearch4j.server;

import io.deepsearch4j.agent.AgentConfig;
import io.deepsearch4j.agent.Bill;
import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.agent.RunState;
import io.deepsearch4j.agent.RunStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run as it is sent.
///
/// @param queuePosition how many runs come before it and itself, while it waits for a process
/// @param steps how many there are
/// @param cost what it has cost so far, as its usage says
/// @param parent the run it was forked from
/// @param asker who asked for it; absent for whoever runs the server
record RunView(
    String id,
    String question,
    String language,
    AgentConfig.Depth depth,
    List<String> models,
    Standing.State state,
    Standing.Reason stopReason,
    int steps,
    BigDecimal cost,
    LimitsView limits,
    @Nullable Integer queuePosition,
    @Nullable String parent,
    @Nullable String asker,
    Instant created,
    Instant updated) {

  static RunView of(RunStore store, Run run) {
    return of(store, run, store.bill(run.id()));
  }

  static List<RunView> of(RunStore store, List<Run> runs) {
    Map<String, Bill> bills = store.bills(runs.stream().map(Run::id).toList());
    return runs.stream()
        .map(run -> of(store, run, bills.getOrDefault(run.id(), Bill.NOTHING)))
        .toList();
  }

  private static RunView of(RunStore store, Run run, Bill bill) {
    RunSpec spec = RunSpec.of(run);
    var last = store.lastStep(run.id());
    Standing standing = Standing.of(run, last);
    return new RunView(
        run.id(),
        spec.question().text(),
        spec.question().language(),
        spec.config().depth(),
        spec.models().values().stream().map(RunSpec.Named::model).distinct().sorted().toList(),
        standing.state(),
        standing.stopReason(),
        last.map(step -> step.seq() + 1).orElse(0),
        bill.total().cost(),
        LimitsView.of(spec),
        run.state() == RunState.QUEUED ? store.queued(run.id()) + 1 : null,
        run.parent().isEmpty() ? null : run.parent(),
        run.asker().isEmpty() ? null : run.asker(),
        run.created(),
        run.updated());
  }
}
