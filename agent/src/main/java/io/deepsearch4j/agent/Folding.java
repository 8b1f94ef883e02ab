package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatException;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.Sampling;
import io.deepsearch4j.chat.TokenEstimate;
import io.deepsearch4j.chat.Untrusted;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Puts what an episode has done so far into a summary when the next request would no longer fit.
///
/// What must not be lost is written by code: evidence with ids, open conditions, queries tried,
/// addresses opened and dead. A model adds what it makes of it; lines of its without an evidence id
/// are dropped. Where no model can help, the code's part is the summary.
final class Folding {
  private static final double FULL = 0.9;
  private static final double MOST_CORRECTION = 3;
  private static final int NOTES = 1_500;
  private static final Pattern CITES = Pattern.compile("\\[E\\d+]");
  private static final String ASK =
      """
      The context is nearly full. Write notes for yourself: confirmed facts, candidate answers with what
      speaks for and against each, what to do next. One line each; every fact ends with its evidence ids
      such as [E3], and next steps begin with "next:". Write nothing else.""";

  private final boolean withModel;

  Folding(boolean withModel) {
    this.withModel = withModel;
  }

  boolean isNeeded(Trajectory trajectory) {
    if (!withModel
        || trajectory.steps().getLast() instanceof Step.Folded
        || trajectory.steps().size() <= 3) {
      return false;
    }
    double full = FULL * trajectory.task().budget().promptTokens();
    long guessed = guess(Briefing.messages(trajectory));
    // Most requests are so far from full that how well they are guessed does not matter.
    return guessed * MOST_CORRECTION > full && guessed * correction(trajectory) > full;
  }

  /// How far the guess for the last request was off.
  private static double correction(Trajectory trajectory) {
    List<Step> steps = trajectory.steps();
    for (int i = steps.size() - 1; i > 0; i--) {
      if (steps.get(i) instanceof Step.Chosen choice && choice.spent().usage().prompt() > 0) {
        long guessed = guess(Briefing.messages(new Trajectory(steps.subList(0, i))));
        return Math.clamp(
            (double) choice.spent().usage().prompt() / guessed, 0.5, MOST_CORRECTION);
      }
    }
    return 1;
  }

  private static long guess(List<Message> messages) {
    return TokenEstimate.DEFAULT.tokens(messages);
  }

  Step.Folded fold(Trajectory trajectory, Purchases calls, Stopwatch stopwatch) {
    String facts = facts(trajectory);
    Turn turn = Turn.byRule("fold", "");
    String notes = "";
    if (withModel) {
      try {
        ChatRequest request = request(trajectory);
        Reply reply = calls.reply("fold", part(trajectory.role()), request);
        notes = citing(reply.message().text());
        turn = Replies.turn(reply, request);
      } catch (ChatException e) {
        if (e.kind() == ChatException.Kind.CANCELLED) {
          throw new Cancelled();
        }
      }
    }
    Spent spent = calls.spent();
    return new Step.Folded(
        trajectory.episode(),
        notes.isEmpty() ? facts : facts + "\nYour notes:\n" + notes,
        turn,
        new Spent(
            spent.modelCalls(), spent.toolCalls(), spent.usage(), spent.money(), stopwatch.lap()));
  }

  static Part part(Role role) {
    return switch (role) {
      case RESEARCHER -> Part.RESEARCHER;
      case VERIFIER -> Part.VERIFIER;
    };
  }

  private static ChatRequest request(Trajectory trajectory) {
    var messages = new ArrayList<>(Briefing.messages(trajectory));
    messages.add(new Message.User(ASK));
    return new ChatRequest(
        messages,
        List.of(),
        trajectory.task().pace().fold(),
        Sampling.DEFAULT.withTemperature(0.3).withMaxTokens(NOTES),
        "");
  }

  private static String citing(String notes) {
    return String.join(
        "\n",
        notes
            .lines()
            .filter(
                line ->
                    CITES.matcher(line).find()
                        || line.strip().toLowerCase(java.util.Locale.ROOT).startsWith("next:"))
            .map(Untrusted::escape)
            .toList());
  }

  private static String facts(Trajectory trajectory) {
    var text = new StringBuilder("Earlier work in this task was folded into this summary.\n");
    Set<String> queries = new LinkedHashSet<>();
    Set<String> opened = new LinkedHashSet<>();
    Set<String> dead = new LinkedHashSet<>();
    Handles handles = Handles.of(trajectory);
    for (Observation observation : trajectory.observations()) {
      switch (observation) {
        case Observation.Hits(var results) ->
            results.forEach(result -> queries.add(Wording.cut(result.query(), 120)));
        case Observation.Opened(var visits) -> {
          for (Observation.Visit visit : visits) {
            switch (visit) {
              case Observation.Arrived arrived ->
                  opened.add(handles.of(arrived.page().id()) + " " + arrived.url());
              case Observation.Missed missed -> dead.add(missed.url() + " " + missed.code());
            }
          }
        }
        case Observation.Findings _,
            Observation.Rows _,
            Observation.Reflected _,
            Observation.Finished _,
            Observation.Failed _ -> {}
      }
    }
    text.append("Evidence:\n");
    for (Evidence evidence : trajectory.evidence()) {
      text.append('[')
          .append(evidence.id())
          .append("] ")
          .append(handles.of(evidence.page()))
          .append(" \"")
          .append(Untrusted.escape(Wording.cut(evidence.quote(), 200)))
          .append("\"\n");
    }
    text.append("Open conditions: ").append(Untrusted.escape(openConditions(trajectory)));
    text.append("\nQueries tried: ").append(Untrusted.escape(String.join("; ", queries)));
    text.append("\nPages opened: ").append(String.join("; ", opened));
    text.append("\nDead addresses: ").append(String.join("; ", dead));
    return text.toString();
  }

  private static String openConditions(Trajectory trajectory) {
    return String.join(
        "; ",
        trajectory.task().plan().conditions().stream()
            .filter(
                condition ->
                    trajectory.evidence().stream()
                        .noneMatch(one -> one.supports().contains(condition.id())))
            .map(condition -> condition.id() + " " + condition.text())
            .toList());
  }
}
