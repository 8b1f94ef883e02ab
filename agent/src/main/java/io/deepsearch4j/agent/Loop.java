package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ReAct loop, the same for every role: brief, choose, act, note.
///
/// What happens next follows from the steps alone, so a run that was killed goes on where it stood:
/// actions that were chosen and not carried out are carried out, and then it is chosen again. An
/// episode always ends with its role's ending action; when it may not go on, one last choice
/// without tools is asked for, and when no model can give it, the rule-based chooser does.
final class Loop {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final int LAST_WORDS = 2;

  private final Journal journal;
  private final Choosers choosers;
  private final Choosers fallbacks;
  private final Toolbox toolbox;
  private final Folding folding;
  private final PurchasesOfStep calls;
  private final Stopwatch stopwatch;
  private final BooleanSupplier finishWished;

  /// Gives the calls of one step.
  interface PurchasesOfStep {
    Purchases of(String episode, int step);
  }

  Loop(
      Journal journal,
      Choosers choosers,
      Choosers fallbacks,
      Toolbox toolbox,
      Folding folding,
      PurchasesOfStep calls,
      Stopwatch stopwatch,
      BooleanSupplier finishWished) {
    this.journal = journal;
    this.choosers = choosers;
    this.fallbacks = fallbacks;
    this.toolbox = toolbox;
    this.folding = folding;
    this.calls = calls;
    this.stopwatch = stopwatch;
    this.finishWished = finishWished;
  }

  /// Walks an episode to its end, from wherever it stands.
  Trajectory walk(String episode, Role role, Task task) {
    if (journal.trajectory(episode).isEmpty()) {
      journal.add(new Step.Began(episode, role, task, Spent.NOTHING));
    }
    while (true) {
      Trajectory trajectory = journal.trajectory(episode).orElseThrow();
      if (ended(trajectory)) {
        return trajectory;
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new Cancelled();
      }
      journal.add(next(trajectory));
    }
  }

  /// Whether the ending action was carried out.
  static boolean ended(Trajectory trajectory) {
    return trajectory.steps().getLast() instanceof Step.Acted(_, _, Observation.Finished _, _, _);
  }

  private Step next(Trajectory trajectory) {
    Purchases bought = calls.of(trajectory.episode(), trajectory.steps().size());
    try {
      Optional<Pending> pending = Pending.of(trajectory);
      if (pending.isPresent()) {
        return act(trajectory, pending.get(), bought);
      }
      if (!trajectory.stopped()) {
        if (trajectory.role() == Role.RESEARCHER && finishWished.getAsBoolean()) {
          return stopped(
              trajectory, StopReason.ASKED_TO_FINISH, "somebody asked for the answer now", bought);
        }
        Optional<Stops.Stop> stop = Stops.of(trajectory);
        if (stop.isPresent()) {
          return stopped(trajectory, stop.get().reason(), stop.get().why(), bought);
        }
        if (Stops.callForThought(trajectory)) {
          return stumble(trajectory);
        }
        if (folding.isNeeded(trajectory)) {
          return folding.fold(trajectory, bought, stopwatch);
        }
      }
      return choose(trajectory, bought);
    } catch (BudgetSpent e) {
      return trajectory.stopped()
          ? fallBack(trajectory, bought)
          : stopped(trajectory, e.reason(), e.why(), bought);
    } catch (ChatException e) {
      return onTrouble(trajectory, e, bought);
    }
  }

  private Step onTrouble(Trajectory trajectory, ChatException trouble, Purchases bought) {
    return switch (trouble.kind()) {
      case CANCELLED -> throw new Cancelled();
      case CONTEXT_OVERFLOW ->
          trajectory.stopped() || trajectory.steps().getLast() instanceof Step.Folded
              ? giveUp(trajectory, trouble, bought)
              : folding.fold(trajectory, bought, stopwatch);
      case AUTHORISATION, UNKNOWN_MODEL, UNAVAILABLE, REFUSED ->
          giveUp(trajectory, trouble, bought);
    };
  }

  private Step giveUp(Trajectory trajectory, ChatException trouble, Purchases bought) {
    LOG.warn("the model cannot go on: {}", trouble.getMessage());
    return trajectory.stopped()
        ? fallBack(trajectory, bought)
        : stopped(trajectory, StopReason.MODEL_ERROR, Troubles.sentence(trouble), bought);
  }

  private Step stopped(Trajectory trajectory, StopReason reason, String why, Purchases bought) {
    return new Step.Stopped(trajectory.episode(), reason, why, lap(bought));
  }

  private Step stumble(Trajectory trajectory) {
    return new Step.Chosen(
        trajectory.episode(),
        Turn.byRule("stumble", Prompts.STUMBLE),
        List.of(new Action.Reflect(Prompts.STUMBLE)),
        Spent.NOTHING);
  }

  private Step choose(Trajectory trajectory, Purchases bought) {
    if (trajectory.stopped() && lastWords(trajectory) >= LAST_WORDS) {
      return fallBack(trajectory, bought);
    }
    Chooser.Choice choice = choosers.of(trajectory.role()).choose(trajectory, bought);
    List<Action> actions = untilTheEnd(choice.actions());
    return new Step.Chosen(trajectory.episode(), choice.turn(), actions, lap(bought));
  }

  // Turns since the stop that did not end the episode.
  private static int lastWords(Trajectory trajectory) {
    int count = 0;
    for (Step step : trajectory.steps().reversed()) {
      switch (step) {
        case Step.Stopped _ -> {
          return count;
        }
        case Step.Chosen _ -> count++;
        case Step.Began _, Step.Planned _, Step.Acted _, Step.Folded _, Step.Verified _ -> {}
      }
    }
    return count;
  }

  private Step fallBack(Trajectory trajectory, Purchases bought) {
    Chooser.Choice choice = fallbacks.of(trajectory.role()).choose(trajectory, bought);
    return new Step.Chosen(trajectory.episode(), choice.turn(), choice.actions(), lap(bought));
  }

  // Whatever a model wants to do after its final answer, it is final.
  private static List<Action> untilTheEnd(List<Action> actions) {
    for (int i = 0; i < actions.size(); i++) {
      if (actions.get(i) instanceof Action.Finish || actions.get(i) instanceof Action.Judge) {
        return actions.subList(0, i + 1);
      }
    }
    return actions;
  }

  private Step act(Trajectory trajectory, Pending pending, Purchases bought) {
    boolean isTool =
        switch (pending.action()) {
          case Action.Search _, Action.Open _, Action.AskDocument _, Action.QueryTable _ -> true;
          case Action.Reflect _, Action.Finish _, Action.Judge _, Action.Invalid _ -> false;
        };
    Optional<Observation> spared =
        isTool
            ? tooLate(trajectory).or(() -> Repeats.of(trajectory, pending.action()))
            : Optional.empty();
    Toolbox.Outcome outcome =
        spared.isPresent()
            ? new Toolbox.Outcome(spared.get())
            : toolbox.act(trajectory, pending.action(), journal.evidence().size(), bought);
    boolean counts = isTool && spared.isEmpty();
    Spent spent = lap(bought);
    return new Step.Acted(
        trajectory.episode(),
        pending.index(),
        outcome.observation(),
        outcome.evidence(),
        counts
            ? spent.plus(new Spent(0, 1, Spent.NOTHING.usage(), Spent.NOTHING.money(), 0))
            : spent);
  }

  // One turn may hold many calls, and a model may ask for tools that it was not offered any more.
  private static Optional<Observation> tooLate(Trajectory trajectory) {
    if (trajectory.stopped()) {
      return Optional.of(
          new Observation.Failed("work_ended", "the work has ended; give the answer now"));
    }
    return trajectory
        .task()
        .budget()
        .exceededBy(trajectory.spent())
        .map(reason -> new Observation.Failed("budget_spent", Stops.words(reason)));
  }

  private Spent lap(Purchases bought) {
    Spent spent = bought.spent();
    return new Spent(
        spent.modelCalls(), spent.toolCalls(), spent.usage(), spent.money(), stopwatch.lap());
  }

  /// An action that was chosen and not carried out yet.
  private record Pending(int index, Action action) {
    static Optional<Pending> of(Trajectory trajectory) {
      int done = 0;
      for (Step step : trajectory.steps().reversed()) {
        switch (step) {
          case Step.Acted _ -> done++;
          case Step.Chosen(_, _, var actions, _) -> {
            return done < actions.size()
                ? Optional.of(new Pending(done, actions.get(done)))
                : Optional.empty();
          }
          case Step.Stopped _, Step.Folded _ -> {
            return Optional.empty();
          }
          case Step.Began _, Step.Planned _, Step.Verified _ -> {
            return Optional.empty();
          }
        }
      }
      return Optional.empty();
    }
  }
}
