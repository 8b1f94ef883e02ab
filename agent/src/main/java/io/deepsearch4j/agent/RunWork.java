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
    // Until the steps are read, what is known is nothing.
    Journal journal = Journal.holding(List.of());
    try {
      journal = StepJson.journal(store, id, watcher);
      Answer answer = ask(id, spec, journal, watcher);
      end(id, answer, answer.partial() ? RunState.PARTIAL : RunState.COMPLETED);
    } catch (AwaitingApproval _) {
      store.setState(id, RunState.WAITING, "");
    } catch (RuntimeException e) {
      if (isCancellation(e)) {
        cancelled(id, spec, journal);
        return;
      }
      if (e instanceof RunException known && known.kind() == RunException.Kind.TAKEN_OVER) {
        throw e;
      }
      failed(id, spec, journal, e);
      if (!isForeseen(e)) {
        // Our own mistake: whoever asked has their sentence, and the queue logs the rest.
        throw e;
      }
    }
  }

  // Whatever an interrupted call throws, it was the interruption that ended it.
  private static boolean isCancellation(RuntimeException trouble) {
    return trouble instanceof Cancelled
        || (trouble instanceof ChatException chat && chat.kind() == ChatException.Kind.CANCELLED)
        || Thread.currentThread().isInterrupted();
  }

  private static boolean isForeseen(RuntimeException trouble) {
    return trouble instanceof ChatException
        || trouble instanceof WebException
        || trouble instanceof RunException
        || trouble instanceof IllegalArgumentException;
  }

  private Answer ask(String id, RunSpec spec, Journal journal, Watcher watcher) {
    try (Equipment equipment = supplier.equip(spec)) {
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
              Stopwatch.started(),
              () -> store.known(id).stopReason().equals(StopReason.ASKED_TO_FINISH.name()))
          .ask(spec.question(), spec.seeds());
    }
  }

  private void end(String id, Answer answer, RunState state) {
    store.setAnswer(id, Replies.JSON.writeValueAsString(answer));
    store.setState(id, state, answer.stopReason().name());
  }

  // Cancelled by somebody: they still get what is known. Interrupted for another reason: somebody
  // else will go on, so everything stays as it is.
  private void cancelled(String id, RunSpec spec, Journal journal) throws InterruptedException {
    Thread.interrupted();
    if (store.known(id).state() == RunState.CANCELLING) {
      end(
          id,
          LastResort.answer(journal, spec, StopReason.CANCELLED, "it was cancelled"),
          RunState.CANCELLED);
      return;
    }
    // Not everything that gives way to an interruption leaves its mark on the thread.
    throw new InterruptedException("run " + id + " was interrupted");
  }

  private void failed(String id, RunSpec spec, Journal journal, RuntimeException trouble) {
    String why =
        isForeseen(trouble)
            ? Troubles.sentence(trouble)
            : "the program made a mistake ("
                + trouble.getClass().getSimpleName()
                + "); the log has the details, and resuming the run may help";
    end(id, LastResort.answer(journal, spec, StopReason.MODEL_ERROR, why), RunState.FAILED);
  }
}
