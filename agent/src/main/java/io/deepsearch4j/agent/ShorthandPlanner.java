package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.ReplyForms;
import io.deepsearch4j.chat.ReplyForms.Copied;
import io.deepsearch4j.chat.ReplyForms.Fixed;
import io.deepsearch4j.chat.ReplyForms.Form;
import io.deepsearch4j.chat.ReplyForms.Words;
import io.deepsearch4j.chat.Thinking;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// Plans by asking a small model for the chain of a question, one link a line.
final class ShorthandPlanner implements Planner {
  private static final int MOST_LINKS = 8;
  private static final ReplyForms FORMS =
      new ReplyForms(
          List.of(Form.of(new Copied(300))),
          List.of(
              Form.of(new Copied(160), new Fixed("\n"), new Words(600)),
              Form.of(new Fixed(ShorthandLinks.DESCRIBED + " "), new Words(600))));

  private final Planner fallback;
  private final Thinking thinking;

  ShorthandPlanner(Planner fallback, Thinking thinking) {
    this.fallback = fallback;
    this.thinking = thinking;
  }

  @Override
  public Planning plan(
      Question question, List<URI> seeds, List<Plan.Clarification> answered, Purchases purchases) {
    ChatRequest request = request(question);
    Reply reply;
    try {
      reply = purchases.reply("plan", Part.PLANNER, request);
    } catch (BudgetSpent e) {
      // Nothing was bought; the loop will find the budget spent, too, and end in order.
      return fallback.plan(question, seeds, answered, purchases);
    }
    return new Planning(
        plan(reply.message().text(), question, seeds), Replies.turn(reply, request));
  }

  /// The request: a pure function of the question.
  ChatRequest request(Question question) {
    return Shorthand.request("plan", ShorthandLinks.line(question.text(), 1_000), thinking, FORMS);
  }

  private static Plan plan(String text, Question question, List<URI> seeds) {
    List<String> lines = ShorthandLinks.lines(text, MOST_LINKS + 1);
    var links = new ArrayList<Plan.Condition>();
    boolean described = !lines.isEmpty() && lines.getFirst().startsWith(ShorthandLinks.DESCRIBED);
    int first = described ? 0 : Math.min(1, lines.size());
    for (String line : lines.subList(first, Math.min(first + MOST_LINKS, lines.size()))) {
      links.add(new Plan.Condition("C" + (links.size() + 1), line));
    }
    if (links.isEmpty()) {
      links.add(new Plan.Condition("C1", ShorthandLinks.line(question.text(), 300)));
    }
    List<String> start = described || lines.isEmpty() ? List.of() : List.of(lines.getFirst());
    return new Plan(links, start, seeds, "");
  }
}
