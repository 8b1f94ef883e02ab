package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.ReplyForms;
import io.deepsearch4j.chat.ReplyForms.Copied;
import io.deepsearch4j.chat.ReplyForms.Fixed;
import io.deepsearch4j.chat.ReplyForms.Form;
import io.deepsearch4j.chat.ReplyForms.OneOf;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Chooses by asking a small model in shorthand.
final class ShorthandChooser implements Chooser {
  private static final String FIND = "find ";
  private static final String READ = "read ";
  private static final String ANSWER = "answer ";
  private static final String GIVE_UP = "give up";
  private static final double SURE = 0.9;
  private static final double UNSURE = 0.2;
  private static final int LONGEST_QUERY = 120;

  @Override
  public Choice choose(Trajectory trajectory, Purchases calls) {
    ShorthandState state = ShorthandState.of(trajectory);
    ChatRequest request = request(trajectory, state);
    Reply reply = Replies.bounded(calls.reply("choose", Folding.part(trajectory.role()), request));
    return new Choice(Replies.turn(reply, request), actions(reply.message().text().strip(), state));
  }

  /// The request for the next choice: a pure function of the trajectory.
  static ChatRequest request(Trajectory trajectory, ShorthandState state) {
    return Shorthand.request(
        "search",
        state.text(),
        trajectory.task().pace().next(trajectory),
        forms(state, trajectory.stopped()));
  }

  private static ReplyForms forms(ShorthandState state, boolean stopped) {
    var forms = new ArrayList<Form>();
    if (state.isComplete()) {
      forms.add(Form.of(new Fixed(ANSWER), new OneOf(List.of(state.known().getLast().value()))));
    } else if (stopped) {
      forms.add(Form.of(new Fixed(GIVE_UP)));
    } else {
      // Nothing is searched for that nobody mentioned, but for the lists that sites keep.
      var copied = new Copied(LONGEST_QUERY);
      forms.add(Form.of(new Fixed(FIND), copied));
      forms.add(Form.of(new Fixed(FIND), copied, new Fixed(" "), copied));
      forms.add(Form.of(new Fixed(FIND), copied, new Fixed(" "), new OneOf(ListWords.BESIDE)));
      // What was searched for gives the same hits again.
      List<String> lists =
          ListWords.QUERIES.stream().filter(query -> !state.finds().contains(query)).toList();
      if (!lists.isEmpty()) {
        forms.add(Form.of(new Fixed(FIND), new OneOf(lists)));
      }
      Map<String, URI> choices = state.choices();
      if (!choices.isEmpty()) {
        forms.add(Form.of(new Fixed(READ), new OneOf(List.copyOf(choices.keySet()))));
      }
      forms.add(Form.of(new Fixed(GIVE_UP)));
    }
    return new ReplyForms(List.of(Form.of(new Copied(200))), forms);
  }

  private static List<Action> actions(String text, ShorthandState state) {
    String line = ShorthandLinks.line(text, 400);
    if (line.startsWith(ANSWER) && state.isComplete()) {
      return List.of(new Action.Finish(draft(state, line.substring(ANSWER.length()).strip())));
    }
    if (line.equals(GIVE_UP) && state.doubted().isPresent()) {
      return List.of(asking(state.doubted().get(), state));
    }
    if (line.equals(GIVE_UP)) {
      return List.of(new Action.Finish(draft(state, "")));
    }
    if (line.startsWith(FIND) && line.length() > FIND.length()) {
      return List.of(new Action.Search(List.of(line.substring(FIND.length())), ""));
    }
    if (line.startsWith(READ) && !state.isComplete()) {
      URI url = state.choices().get(line.substring(READ.length()).strip());
      if (url != null) {
        Action ask = asking(url, state);
        return state.isOpen(url) ? List.of(ask) : List.of(new Action.Open(List.of(url)), ask);
      }
    }
    return List.of(
        new Action.Invalid(
            "shorthand",
            "\"" + Wording.cut(line, 80) + "\" is none of find, read, answer and give up"));
  }

  private static Action asking(URI url, ShorthandState state) {
    return new Action.AskDocument(List.of(new Action.Ask(url.toString(), state.question())));
  }

  private static Draft draft(ShorthandState state, String answer) {
    List<Draft.Sentence> sentences =
        state.known().stream()
            .map(one -> new Draft.Sentence(one.sentence(), one.evidence()))
            .toList();
    return answer.isEmpty()
        ? new Draft("", sentences, UNSURE, List.of(state.isComplete() ? "" : state.question()))
        : new Draft(answer, sentences, SURE, List.of());
  }
}
