package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatException;
import io.deepsearch4j.web.WebException;
import java.util.List;
import java.util.function.Function;

/// Works on one run from where it stands to its end. What the run was is read from the store, what
/// it becomes is written there; nothing of it lives anywhere else.
final class RunWork implements RunHandler {
  private final RunStore store;
  private final Equipment.Supplier supplier;
  private final Function<String, Watcher> watchers;

  RunWork(RunStore store, Equipment.Supplier supplier, Function<String, Watcher> watchers) {
    this.store = store;
    this.supplier = supplier;
    this.watchers = watchers;
  }

  @Override
  public void run(String id) throws InterruptedException {
    RunSpec spec = RunSpec.of(store.known(id));
    Watcher watcher = watchers.apply(id);
    Journal journal = StepJson.journal(store, id, watcher);
    try (Equipment equipment = supplier.equip(spec)) {
      Answer answer = ask(id, spec, equipment, journal, watcher);
      end(id, answer, answer.partial() ? RunState.PARTIAL : RunState.COMPLETED);
    } catch (Cancelled e) {
      cancelled(id, spec, journal);
    } catch (ChatException | WebException | RunException | IllegalArgumentException e) {
      if (e instanceof RunException known && known.kind() == RunException.Kind.TAKEN_OVER) {
        throw e;
      }
      failed(id, e);
    }
  }

  private Answer ask(
      String id, RunSpec spec, Equipment equipment, Journal journal, Watcher watcher) {
    Ledger ledger = Ledger.live(store, id);
    var surroundings =
        new PaidPurchases.Surroundings(
            equipment.models(), equipment.web(), equipment.pages(), watcher);
    Budget budget = spec.config().budget();
    return Assembly.assemble(
            spec,
            equipment,
            journal,
            (episode, step) -> new PaidPurchases(ledger, surroundings, budget, episode, step),
            Stopwatch.started())
        .ask(spec.question(), spec.seeds());
  }

  private void end(String id, Answer answer, RunState state) {
    store.setAnswer(id, Replies.JSON.writeValueAsString(answer));
    store.setState(id, state, answer.stopReason().name());
  }

  // Cancelled by somebody: they still get what is known. Interrupted for another reason: somebody
  // else will go on, so everything stays as it is.
  private void cancelled(String id, RunSpec spec, Journal journal) throws InterruptedException {
    boolean interrupted = Thread.interrupted();
    if (store.known(id).state() == RunState.CANCELLING) {
      end(
          id,
          LastResort.answer(journal, spec, StopReason.CANCELLED, "it was cancelled"),
          RunState.CANCELLED);
      return;
    }
    if (interrupted) {
      throw new InterruptedException("run " + id + " was interrupted");
    }
    throw new IllegalStateException("run " + id + " was cancelled by nobody");
  }

  private void failed(String id, RuntimeException trouble) {
    RunSpec spec = RunSpec.of(store.known(id));
    List<Step> steps = StepJson.steps(store, id);
    Answer answer =
        LastResort.answer(
            Journal.holding(steps), spec, StopReason.MODEL_ERROR, Troubles.sentence(trouble));
    store.setAnswer(id, Replies.JSON.writeValueAsString(answer));
    store.setState(id, RunState.FAILED, StopReason.MODEL_ERROR.name());
  }
}
