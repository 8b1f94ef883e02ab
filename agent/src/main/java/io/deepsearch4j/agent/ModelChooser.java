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
    Reply reply =
        Replies.bounded(calls.reply("choose", Folding.part(trajectory.role()), request));
    var remarks = new ArrayList<String>();
    List<Action> actions = actions(reply, trajectory, remarks);
    Turn turn = Replies.turn(reply, request);
    for (String remark : remarks) {
      turn = turn.remarking(remark);
    }
    return new Choice(turn, actions);
  }

  private static List<Action> actions(Reply reply, Trajectory trajectory, List<String> remarks) {
    var actions = new ArrayList<Action>();
    for (ToolCall call : reply.message().calls()) {
      ActionParser.Parsed parsed =
          ActionParser.parse(call, trajectory.role(), trajectory.task());
      actions.add(parsed.action());
      remarks.addAll(parsed.remarks());
    }
    // Asked for a last answer, a model may well write it as text.
    String text = reply.message().text().strip();
    boolean plainAnswer =
        actions.isEmpty()
            && !text.isEmpty()
            && trajectory.role() == Role.RESEARCHER
            && trajectory.stopped();
    if (plainAnswer) {
      Draft draft = DraftParser.draft("", Wording.cut(text, 50_000), 0.3, List.of());
      actions.add(new Action.Finish(draft));
    }
    return actions;
  }
}
