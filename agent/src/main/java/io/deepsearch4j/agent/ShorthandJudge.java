package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.ReplyForms;
import io.deepsearch4j.chat.ReplyForms.Copied;
import io.deepsearch4j.chat.ReplyForms.Fixed;
import io.deepsearch4j.chat.ReplyForms.Form;
import io.deepsearch4j.chat.ReplyForms.OneOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Judges a draft by asking a small model in shorthand, each sentence by its quotes alone.
final class ShorthandJudge implements Chooser {
  private static final int QUOTE = 300;
  private static final int QUOTES = 3;
  private static final int SENTENCES = 8;

  @Override
  public Choice choose(Trajectory trajectory, Purchases calls) {
    ChatRequest request = request(trajectory);
    Reply reply = Replies.bounded(calls.reply("choose", Folding.part(trajectory.role()), request));
    Verdict verdict = verdict(trajectory.task().draft(), reply.message().text());
    return new Choice(Replies.turn(reply, request), List.of(new Action.Judge(verdict)));
  }

  /// The request: a pure function of the trajectory.
  static ChatRequest request(Trajectory trajectory) {
    Draft draft = trajectory.task().draft();
    int sentences = Math.min(SENTENCES, draft.sentences().size());
    var text = new StringBuilder();
    var parts = new ArrayList<ReplyForms.Part>();
    for (int i = 0; i < sentences; i++) {
      text.append(ShorthandLinks.line(draft.sentences().get(i).text(), QUOTE)).append('\n');
      FactCheck.cited(draft, i, trajectory.evidence()).stream()
          .limit(QUOTES)
          .forEach(
              one ->
                  text.append("> ").append(ShorthandLinks.line(one.quote(), QUOTE)).append('\n'));
      parts.add(new Fixed((i == 0 ? "" : "\n") + (i + 1) + " "));
      parts.add(new OneOf(List.of("yes", "no")));
    }
    return Shorthand.request(
        "judge",
        text.toString().strip(),
        trajectory.task().pace().next(trajectory),
        new ReplyForms(List.of(Form.of(new Copied(200))), List.of(new Form(parts))));
  }

  private static Verdict verdict(Draft draft, String text) {
    Set<String> yes =
        ShorthandLinks.lines(text, SENTENCES).stream()
            .filter(line -> line.endsWith(" yes"))
            .map(line -> line.substring(0, line.length() - 4).strip())
            .collect(Collectors.toSet());
    var judgements = new ArrayList<Verdict.Judgement>();
    for (int i = 0; i < draft.sentences().size(); i++) {
      judgements.add(judgement(i, yes.contains(Integer.toString(i + 1))));
    }
    long supported =
        judgements.stream().filter(one -> one.support() == Verdict.Support.SUPPORTED).count();
    double score = (double) supported / draft.sentences().size();
    return supported == judgements.size() && draft.openQuestions().isEmpty()
        ? new Verdict.Supported(judgements, score)
        : new Verdict.Lacking(judgements, Math.min(score, 0.4), draft.openQuestions());
  }

  private static Verdict.Judgement judgement(int sentence, boolean yes) {
    if (sentence >= SENTENCES) {
      return new Verdict.Judgement(Verdict.Support.UNCHECKED, "not judged");
    }
    return yes
        ? new Verdict.Judgement(Verdict.Support.SUPPORTED, "")
        : new Verdict.Judgement(Verdict.Support.UNSUPPORTED, "its quotes do not say so");
  }
}
