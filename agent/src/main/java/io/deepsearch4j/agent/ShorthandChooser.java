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
      searches(state).forEach(forms::add);
      Map<String, URI> choices = state.choices();
      if (!choices.isEmpty()) {
        forms.add(Form.of(new Fixed(READ), new OneOf(List.copyOf(choices.keySet()))));
      }
      forms.add(Form.of(new Fixed(GIVE_UP)));
    }
    return new ReplyForms(List.of(Form.of(new Copied(200))), forms);
  }

  /// Nothing is searched for but who is asked about, or the words of a description, and the lists
  /// that sites keep; and nothing twice, because it gives the same hits again.
  private static List<Form> searches(ShorthandState state) {
    var find = new Fixed(FIND);
    var forms = new ArrayList<Form>();
    List<String> words = new ArrayList<>(ListWords.QUERIES);
    if (state.subject().equals(ShorthandLinks.DESCRIBED)) {
      var copied = new Copied(LONGEST_QUERY);
      forms.add(Form.of(find, copied));
      forms.add(Form.of(find, copied, new Fixed(" "), copied));
      forms.add(Form.of(find, copied, new Fixed(" "), new OneOf(ListWords.BESIDE)));
    } else {
      words.addFirst(ShorthandLinks.line(state.subject(), LONGEST_QUERY));
    }
    words.removeAll(state.finds());
    if (!words.isEmpty()) {
      forms.add(Form.of(find, new OneOf(words)));
    }
    return forms;
  }

  private static List<Action> actions(String text, ShorthandState state) {
    String line = ShorthandLinks.line(text, 400);
    if (line.startsWith(ANSWER) && state.isComplete()) {
      return List.of(new Action.Finish(draft(state, line.substring(ANSWER.length()).strip())));
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
        var ask = new Action.AskDocument(List.of(new Action.Ask(url.toString(), state.question())));
        return state.isOpen(url) ? List.of(ask) : List.of(new Action.Open(List.of(url)), ask);
      }
    }
    return List.of(
        new Action.Invalid(
            "shorthand",
            "\"" + Wording.cut(line, 80) + "\" is none of find, read, answer and give up"));
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
