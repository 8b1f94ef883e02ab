package io.deepsearch4j.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// When an episode must end, seen from its steps: limits reached, actions going round in circles,
/// or nothing new for a long while. A pure function.
final class Stops {
  /// A cycle of up to so many actions is noticed.
  private static final int LONGEST_CYCLE = 4;

  /// So many rounds of a cycle are a loop.
  private static final int ROUNDS = 3;

  /// Among the last so many actions there must be more than two different ones.
  private static final int WINDOW = 6;

  /// After so many observations without anything new the model is asked to think it over; after
  /// twice as many the episode ends.
  static final int PATIENCE = 8;

  /// So many unusable turns in a row end an episode.
  static final int UNUSABLE = 5;

  /// So many turns without call or answer in a row end an episode.
  static final int NUDGES = 3;

  /// Why and how, for people.
  record Stop(StopReason reason, String why) {}

  private Stops() {}

  static Optional<Stop> of(Trajectory trajectory) {
    Optional<StopReason> spent = trajectory.task().budget().exceededBy(trajectory.spent());
    if (spent.isPresent() && !freshWithoutTools(trajectory)) {
      return Optional.of(new Stop(spent.get(), words(spent.get())));
    }
    if (endless(trajectory) && hasThoughtItOver(trajectory)) {
      return Optional.of(new Stop(StopReason.LOOP, "the same calls came again and again"));
    }
    if (withoutProgress(trajectory) >= 2 * PATIENCE) {
      return Optional.of(
          new Stop(
              StopReason.NO_PROGRESS, "the last " + 2 * PATIENCE + " calls brought nothing new"));
    }
    int unusable = trailing(trajectory, true);
    if (unusable >= UNUSABLE || trailing(trajectory, false) >= NUDGES) {
      return Optional.of(new Stop(StopReason.MODEL_ERROR, "the model's turns could not be used"));
    }
    return Optional.empty();
  }

  /// Whether the model should be asked, once, to think over what it is doing.
  static boolean callForThought(Trajectory trajectory) {
    return !hasThoughtItOver(trajectory)
        && (endless(trajectory) || withoutProgress(trajectory) >= PATIENCE);
  }

  private static boolean hasThoughtItOver(Trajectory trajectory) {
    return trajectory.steps().stream()
        .anyMatch(step -> step instanceof Step.Chosen choice && choice.turn().isByRule());
  }

  // An episode whose budget has no tool calls at all still has its one turn.
  private static boolean freshWithoutTools(Trajectory trajectory) {
    return trajectory.task().budget().toolCalls() == 0 && trajectory.spent().modelCalls() == 0;
  }

  static String words(StopReason reason) {
    return switch (reason) {
      case MAX_TOOL_CALLS -> "all tool calls are used";
      case MAX_MODEL_CALLS -> "all model calls are used";
      case MAX_TOKENS -> "all tokens are used";
      case WALL_TIME -> "the time is up";
      case MAX_COST -> "the money is spent";
      case ANSWERED, LOOP, NO_PROGRESS, EXHAUSTED, MODEL_ERROR, CANCELLED, ASKED_TO_FINISH ->
          reason.name();
    };
  }

  private static boolean endless(Trajectory trajectory) {
    List<String> keys = trajectory.actions().stream().map(Stops::key).toList();
    for (int length = 1; length <= LONGEST_CYCLE; length++) {
      if (cycles(keys, length)) {
        return true;
      }
    }
    int size = keys.size();
    return size >= WINDOW && new HashSet<>(keys.subList(size - WINDOW, size)).size() <= 2;
  }

  private static boolean cycles(List<String> keys, int length) {
    int size = keys.size();
    if (size < length * ROUNDS) {
      return false;
    }
    for (int i = size - length * (ROUNDS - 1); i < size; i++) {
      if (!keys.get(i).equals(keys.get(i - length))) {
        return false;
      }
    }
    return true;
  }

  /// What makes two actions the same: kind and arguments, whatever their order and letter case.
  static String key(Action action) {
    return switch (action) {
      case Action.Search(var queries, var site) ->
          "search " + site + new TreeSet<>(queries.stream().map(Stops::fold).toList());
      case Action.Open(var urls) -> "open " + new TreeSet<>(urls);
      case Action.AskDocument(var asks) ->
          "ask "
              + new TreeSet<>(
                  asks.stream().map(ask -> ask.page() + " " + fold(ask.question())).toList());
      case Action.QueryTable table -> table.toString();
      case Action.Reflect(var thought) -> "reflect " + fold(thought);
      case Action.Finish _ -> "finish";
      case Action.Judge _ -> "judge";
      case Action.Invalid(var tool, var why) -> "invalid " + tool + why;
    };
  }

  private static String fold(String text) {
    return text.strip().toLowerCase(java.util.Locale.ROOT).replaceAll("\\s+", " ");
  }

  /// How many observations have passed since the last one that brought something new: evidence, a
  /// finding, a page not seen before, an unseen host in the results.
  static int withoutProgress(Trajectory trajectory) {
    Set<String> seen = new HashSet<>();
    int since = 0;
    for (Step step : trajectory.steps()) {
      if (step instanceof Step.Acted acted
          && !(acted.observation() instanceof Observation.Reflected)) {
        boolean isNew = !acted.evidence().isEmpty();
        for (String novelty : novelties(acted.observation())) {
          isNew |= seen.add(novelty);
        }
        since = isNew ? 0 : since + 1;
      }
    }
    return since;
  }

  private static List<String> novelties(Observation observation) {
    var novelties = new ArrayList<String>();
    switch (observation) {
      case Observation.Opened(var visits) -> {
        for (Observation.Visit visit : visits) {
          if (visit instanceof Observation.Arrived arrived) {
            novelties.add("page " + arrived.page().id());
          }
        }
      }
      case Observation.Findings(var answers) ->
          answers.stream()
              .filter(one -> one.finding().status() != Finding.Status.NOT_FOUND)
              .forEach(one -> novelties.add("finding " + one.page() + one.finding().answer()));
      case Observation.Hits(var results) ->
          results.forEach(
              result -> result.hits().forEach(hit -> novelties.add("host " + hit.url().getHost())));
      case Observation.Rows _,
          Observation.Reflected _,
          Observation.Finished _,
          Observation.Failed _ -> {}
    }
    return novelties;
  }

  private static int trailing(Trajectory trajectory, boolean unusable) {
    int count = 0;
    List<Step> steps = trajectory.steps();
    for (int i = steps.size() - 1; i > 0; i--) {
      if (steps.get(i) instanceof Step.Chosen choice) {
        boolean counts =
            unusable ? Briefing.isUnusable(choice.actions()) : choice.actions().isEmpty();
        if (!counts) {
          return count;
        }
        count++;
      }
    }
    return count;
  }
}
