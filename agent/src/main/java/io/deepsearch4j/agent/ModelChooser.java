package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.ToolCall;
import java.util.ArrayList;
import java.util.List;

/// Chooses by asking a model what it would do, given the [Briefing].
final class ModelChooser implements Chooser {

  @Override
  public Choice choose(Trajectory trajectory, Purchases calls) {
    ChatRequest request = Briefing.request(trajectory);
    Reply reply = calls.reply("choose", Folding.part(trajectory.role()), request);
    return new Choice(Replies.turn(reply, request), actions(reply, trajectory));
  }

  /// The actions of a reply. A pure function, so that a stored reply can be read again.
  static List<Action> actions(Reply reply, Trajectory trajectory) {
    var actions = new ArrayList<Action>();
    for (ToolCall call : reply.message().calls()) {
      actions.add(ActionParser.parse(call, trajectory.role(), trajectory.task()));
    }
    // Asked for a last answer, a model may well write it as text.
    String text = reply.message().text().strip();
    boolean plainAnswer =
        actions.isEmpty()
            && !text.isEmpty()
            && trajectory.role() == Role.RESEARCHER
            && trajectory.stopped();
    if (plainAnswer) {
      Draft draft = DraftParser.draft("", text, 0.3, List.of());
      actions.add(new Action.Finish(draft));
    }
    return actions;
  }
}
