package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatException;
import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Delta;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.documents.Embedder;
import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.PageStore;
import io.deepsearch4j.web.Query;
import io.deepsearch4j.web.RecordedWeb;
import io.deepsearch4j.web.Searched;
import io.deepsearch4j.web.WebException;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Does a recorded run again, without network and without model: every reply, search and page comes
/// from the record, everything else is computed again. If a single byte of a request or a step
/// comes out differently, that is a divergence.
public final class Replay {
  private final RunStore store;
  private final PageStore pages;
  private final Embedder embedder;

  /// How it went.
  ///
  /// @param steps how many steps came out the same
  /// @param divergence where the first difference is; empty where there is none
  public record Result(int steps, String divergence) {
    public boolean isEqual() {
      return divergence.isEmpty();
    }
  }

  public Replay(RunStore store, PageStore pages, Embedder embedder) {
    this.store = store;
    this.pages = pages;
    this.embedder = embedder;
  }

  /// Replays a run that has ended or stands still.
  public Result replay(String id, Watcher watcher) {
    RunSpec spec = RunSpec.of(store.known(id));
    List<Step> recorded = StepJson.steps(store, id);
    // What a person wrote cannot be computed again, nor the plan that they had before them.
    List<Step> written = PlanReview.written(recorded);
    var comparison = new Comparison(recorded, written.size());
    Journal journal = new Journal(written, comparison, watcher::step);
    var equipment =
        new Equipment(new RecordedWeb(Map.of(), Map.of()), pages, models(spec), embedder, () -> {});
    Ledger ledger = Ledger.replay(store, id);
    var surroundings =
        new PaidPurchases.Surroundings(equipment.models(), equipment.web(), pages, Watcher.NOBODY);
    Budget budget = spec.config().budget();
    try {
      Assembly.assemble(
              spec,
              equipment,
              journal,
              (episode, step) ->
                  new AsRecorded(
                      new PaidPurchases(ledger, surroundings, budget, episode, step),
                      recorded,
                      journal),
              () -> lap(recorded, journal),
              () -> false)
          .ask(spec.question(), spec.seeds());
    } catch (AwaitingApproval _) {
      return new Result(comparison.equal(), "");
    } catch (Comparison.Ended e) {
      return new Result(comparison.equal(), e.divergence());
    } catch (RunException e) {
      return new Result(comparison.equal(), Troubles.sentence(e));
    }
    return comparison.equal() == recorded.size()
        ? new Result(recorded.size(), "")
        : new Result(
            comparison.equal(),
            "the record has " + recorded.size() + " steps and the replay ended before");
  }

  private static long lap(List<Step> recorded, Journal journal) {
    int position = journal.size();
    return position < recorded.size() ? recorded.get(position).spent().millis() : 0;
  }

  private static Models models(RunSpec spec) {
    if (spec.models().isEmpty()) {
      return Models.none();
    }
    var players = new EnumMap<Part, Models.Player>(Part.class);
    spec.models()
        .forEach(
            (part, named) ->
                players.put(part, new Models.Player(new Silent(named.model()), named.price())));
    return Models.of(players);
  }

  /// Compares each step with the recorded one at its place.
  private static final class Comparison implements Journal.Shelf {
    private final List<Step> recorded;
    private int equal;

    private Comparison(List<Step> recorded, int given) {
      this.recorded = recorded;
      this.equal = given;
    }

    private int equal() {
      return equal;
    }

    @Override
    public void keep(int position, Step step) {
      if (position >= recorded.size()) {
        // The run was left here; the replay has seen all there is.
        throw new Ended("");
      }
      String now = StepJson.write(step);
      String then = StepJson.write(recorded.get(position));
      if (!now.equals(then)) {
        throw new Ended("step " + position + " differs: " + difference(then, now));
      }
      equal++;
    }

    private static String difference(String then, String now) {
      int at = 0;
      while (at < Math.min(then.length(), now.length()) && then.charAt(at) == now.charAt(at)) {
        at++;
      }
      int from = Math.max(0, at - 40);
      return "recorded …"
          + Wording.cut(then.substring(from), 120)
          + " but now …"
          + Wording.cut(now.substring(Math.min(from, now.length())), 120);
    }

    /// The end of a replay before the end of the run.
    private static final class Ended extends RuntimeException {
      private static final long serialVersionUID = 1L;
      private final String divergence;

      private Ended(String divergence) {
        super(divergence);
        this.divergence = divergence;
      }

      private String divergence() {
        return divergence;
      }
    }
  }

  /// Fails where the recorded run failed: a call that brought no response was not recorded, but
  /// what was made of the failure was.
  private record AsRecorded(Purchases purchases, List<Step> recorded, Journal journal)
      implements Purchases {

    @Override
    public Reply reply(String slot, Part part, ChatRequest request) {
      try {
        return purchases.reply(slot, part, request);
      } catch (RunException e) {
        throw recordedFailure(e);
      }
    }

    private RuntimeException recordedFailure(RunException missing) {
      int position = journal.size();
      Optional<Step> then =
          position < recorded.size() ? Optional.of(recorded.get(position)) : Optional.empty();
      return then.map(
              step ->
                  switch (step) {
                    case Step.Stopped(_, var reason, var why, _) -> new BudgetSpent(reason, why);
                    case Step.Chosen(_, var turn, _, _) when turn.isByRule() ->
                        new BudgetSpent(StopReason.MODEL_ERROR, turn.chooser());
                    case Step.Planned(_, _, var turn, _) when turn.isByRule() ->
                        new BudgetSpent(StopReason.MAX_COST, turn.chooser());
                    // What is folded, and what a reader is shown less of, did not fit before.
                    case Step.Folded _ -> trouble(ChatException.Kind.CONTEXT_OVERFLOW);
                    case Step.Acted(_, _, Observation.Failed(var code, _), _, _)
                        when code.equals(Toolbox.READER_REFUSED) ->
                        trouble(ChatException.Kind.REFUSED);
                    case Step.Acted _ -> trouble(ChatException.Kind.CONTEXT_OVERFLOW);
                    case Step.Chosen _, Step.Planned _, Step.Began _, Step.Verified _ -> missing;
                  })
          .orElse(missing);
    }

    private static ChatException trouble(ChatException.Kind kind) {
      return new ChatException(kind, "as recorded");
    }

    @Override
    public Searched search(String slot, Query query) {
      return unlessItFailed(() -> purchases.search(slot, query));
    }

    @Override
    public Fetched open(String slot, URI url) {
      return unlessItFailed(() -> purchases.open(slot, url));
    }

    private <T> T unlessItFailed(Supplier<T> call) {
      try {
        return call.get();
      } catch (RunException e) {
        int position = journal.size();
        boolean failed =
            position < recorded.size()
                && recorded.get(position)
                    instanceof Step.Acted(_, _, Observation.Failed(var code, _), _, _)
                && code.equals(Toolbox.TOOL_FAILED);
        throw failed ? new WebException("as recorded") : e;
      }
    }

    @Override
    public Spent spent() {
      return purchases.spent();
    }
  }

  /// A model by name alone.
  private record Silent(String name) implements ChatModel {
    @Override
    public Reply reply(ChatRequest request, Consumer<Delta> watcher) {
      throw new IllegalStateException("a replay asks no model");
    }
  }
}
