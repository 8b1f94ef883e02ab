package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Sampling;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.chat.ToolCall;
import java.util.ArrayList;
import java.util.List;

/// What a model is told: a **pure function** from the steps of an episode to the request for its
/// next choice. So what was sent at step *n* can be computed again, byte for byte.
///
/// Three things keep it short. Observations that lie far back become one line, in batches, so that
/// a server's prefix cache is lost only now and then. A fold replaces everything before it by a
/// summary. Of several unusable turns in a row only the first is shown: the model is asked again as
/// if the others had not been.
final class Briefing {
  /// So many observations stay in full at least; between batches up to twice as many do.
  static final int KEPT = 5;

  private static final double RESEARCHER_TEMPERATURE = 0.6;
  private static final double VERIFIER_TEMPERATURE = 0.3;
  private static final double STUMBLE_ADDS = 0.2;
  private static final int MAX_TOKENS = 8_192;

  private Briefing() {}

  /// The request for the next choice.
  static ChatRequest request(Trajectory trajectory) {
    Thinking thinking = trajectory.task().pace().next(trajectory);
    return new ChatRequest(
        messages(trajectory),
        trajectory.stopped() || trajectory.task().budget().toolCalls() == 0
            ? Tools.ending(trajectory.role())
            : Tools.of(trajectory.role(), trajectory.task()),
        thinking,
        sampling(trajectory),
        "");
  }

  private static Sampling sampling(Trajectory trajectory) {
    double base =
        trajectory.role() == Role.VERIFIER ? VERIFIER_TEMPERATURE : RESEARCHER_TEMPERATURE;
    boolean stumbled =
        trajectory.steps().getLast() instanceof Step.Acted(_, _, Observation.Reflected _, _, _);
    return new Sampling(stumbled ? base + STUMBLE_ADDS : base, 0.95, MAX_TOKENS, -1);
  }

  static List<Message> messages(Trajectory trajectory) {
    Task task = trajectory.task();
    Handles handles = Handles.of(trajectory);
    var wording = new Wording(handles, trajectory.evidence());
    var messages = new ArrayList<Message>();
    messages.add(new Message.System(Prompts.system(trajectory.role(), task.question())));
    messages.add(new Message.User(Prompts.task(task, trajectory.role(), handles)));

    List<Step> steps = trajectory.steps();
    int from = lastFold(steps);
    if (from > 0 && steps.get(from) instanceof Step.Folded folded) {
      messages.add(new Message.User(folded.summary()));
    }
    int observations = (int) steps.stream().skip(from).filter(Step.Acted.class::isInstance).count();
    int stubbed = Math.max(0, (observations - KEPT) / KEPT * KEPT);

    Spent spent = Spent.NOTHING;
    boolean unusable = false;
    boolean hidden = false;
    List<ToolCall> calls = List.of();
    int answered = 0;
    int seen = 0;
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      spent = spent.plus(step.spent());
      if (i < from) {
        continue;
      }
      switch (step) {
        case Step.Chosen(_, var turn, var actions, _) -> {
          hidden = unusable && isUnusable(actions);
          unusable = isUnusable(actions);
          calls = turn.message().calls();
          answered = 0;
          if (!hidden && !turn.isByRule()) {
            messages.add(turn.message());
            if (actions.isEmpty()) {
              messages.add(new Message.User(Prompts.NUDGE));
            }
          }
        }
        case Step.Acted(_, var action, var observation, _, _) -> {
          seen++;
          answered++;
          if (!hidden) {
            String text =
                seen <= stubbed
                    ? wording.stub(observation)
                    : wording.full(observation) + "\n" + Wording.left(task.budget(), spent);
            messages.add(result(calls, action, text, observation));
          }
        }
        case Step.Stopped(_, _, var why, _) -> {
          // Servers refuse a conversation in which a call has no result.
          for (int open = answered; !hidden && open < calls.size(); open++) {
            ToolCall call = calls.get(open);
            messages.add(new Message.ToolResult(call.id(), call.tool(), Prompts.NOT_CARRIED_OUT));
          }
          calls = List.of();
          messages.add(new Message.User(Prompts.stop(trajectory.role(), why)));
        }
        case Step.Began _, Step.Folded _, Step.Planned _, Step.Verified _ -> {}
      }
    }
    return messages;
  }

  // A choice that a rule made (or a stumble that the loop put in) has no call to answer.
  private static Message result(
      List<ToolCall> calls, int action, String text, Observation observation) {
    if (action >= calls.size()) {
      return new Message.User(
          observation instanceof Observation.Reflected ? Prompts.STUMBLE : text);
    }
    ToolCall call = calls.get(action);
    return new Message.ToolResult(call.id(), call.tool(), text);
  }

  private static int lastFold(List<Step> steps) {
    for (int i = steps.size() - 1; i > 0; i--) {
      if (steps.get(i) instanceof Step.Folded) {
        return i;
      }
    }
    return 0;
  }

  /// Whether nothing of a choice can be carried out.
  static boolean isUnusable(List<Action> actions) {
    return !actions.isEmpty() && actions.stream().allMatch(Action.Invalid.class::isInstance);
  }
}
