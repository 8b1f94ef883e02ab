package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.Sampling;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.chat.Untrusted;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Plans by asking a model. What it writes is taken as far as it can be read; where nothing can,
/// the rule-based plan stands in and the remark says so.
///
/// Where somebody looks at the plan before work begins, the model may ask back, once: a question
/// that was answered, or left without an answer, is planned for as it stands then.
final class ModelPlanner implements Planner {
  private static final int CONDITIONS = 8;
  private static final int QUERIES = 8;
  private static final int LONGEST_QUESTION = 300;
  private static final String SCHEMA =
      """
      {"type":"object","properties":{"conditions":{"type":"array","items":{"type":"string"}},\
      "queries":{"type":"array","items":{"type":"string"}},"key_urls":{"type":"array","items":\
      {"type":"string"}},"stop_rule":{"type":"string"}},"required":["conditions","queries",\
      "key_urls","stop_rule"],"additionalProperties":false}""";
  private static final String ASKING_SCHEMA =
      """
      {"type":"object","properties":{"conditions":{"type":"array","items":{"type":"string"}},\
      "queries":{"type":"array","items":{"type":"string"}},"key_urls":{"type":"array","items":\
      {"type":"string"}},"stop_rule":{"type":"string"},"questions":{"type":"array","items":\
      {"type":"string"}}},"required":["conditions","queries","key_urls","stop_rule","questions"],\
      "additionalProperties":false}""";
  private static final String SYSTEM =
      """
      You plan how to answer a question from sources. Today is %s. Reply with one JSON object:
      {"conditions": ["what must be established, one atomic statement each, at most 8"],
       "queries": ["the first searches, a few words each, at most 8; in the languages in which the
        sources are likely written"],
       "key_urls": ["addresses named in the question or in the list below, where to begin"],
       "stop_rule": "when it is enough, one sentence"}
      Do not answer the question.""";
  private static final String ASKING =
      """

      Before work begins you may ask back, once. Put into the same object
       "questions": ["only where the question can be meant in ways that lead to different answers,
        and no source can tell which is meant: what to ask, one sentence each, in the language of
        the question, at most 3"]
      and [] where the question is clear. Make the plan for its most likely meaning all the same.""";

  private final Planner fallback;
  private final Thinking thinking;
  private final Approval approval;

  /// @param approval whether somebody looks at the plan, and so could be asked
  ModelPlanner(Planner fallback, Thinking thinking, Approval approval) {
    this.fallback = fallback;
    this.thinking = thinking;
    this.approval = approval;
  }

  @Override
  public Planning plan(
      Question question, List<URI> seeds, List<Plan.Clarification> answered, Purchases purchases) {
    ChatRequest request = request(question, seeds, answered);
    Planning byRule = fallback.plan(question, seeds, answered, purchases);
    Reply reply;
    try {
      reply = purchases.reply("plan", Part.PLANNER, request);
    } catch (BudgetSpent e) {
      // Nothing was bought; the loop will find the budget spent, too, and end in order.
      return byRule;
    }
    Turn turn = Replies.turn(reply, request);
    return LooseJson.object(reply.message().text())
        .map(
            json -> new Planning(plan(json, byRule.plan(), seeds, questions(json, answered)), turn))
        .orElseGet(
            () ->
                new Planning(
                    byRule.plan(),
                    turn.remarking("The plan was not JSON; a plan made by rules stands in.")));
  }

  /// The request: a pure function of the question and what was answered, so that it can be computed
  /// again.
  ChatRequest request(Question question, List<URI> seeds, List<Plan.Clarification> answered) {
    var text = new StringBuilder("Question: " + Untrusted.escape(question.text()));
    if (!seeds.isEmpty()) {
      text.append("\n\nBegin at:");
      seeds.forEach(seed -> text.append("\n- ").append(seed));
    }
    if (!answered.isEmpty()) {
      text.append("\n\nWhoever asked was asked back. Plan for what they mean:");
      answered.forEach(
          one ->
              text.append("\n- ")
                  .append(Untrusted.escape(one.text()))
                  .append("\n  ")
                  .append(
                      one.answer().isEmpty()
                          ? "(no answer: take the most likely meaning)"
                          : Untrusted.escape(one.answer())));
    }
    boolean asking = mayAsk(answered);
    String system = SYSTEM.formatted(question.asked());
    return new ChatRequest(
        List.of(
            new Message.System(asking ? system + ASKING : system),
            new Message.User(text.toString())),
        List.of(),
        thinking,
        Sampling.DEFAULT.withTemperature(0.3).withMaxTokens(2_048),
        asking ? ASKING_SCHEMA : SCHEMA);
  }

  private boolean mayAsk(List<Plan.Clarification> answered) {
    return approval == Approval.NEEDED && answered.isEmpty();
  }

  // Whoever was not to ask is not heard, whatever it writes.
  private List<Plan.Clarification> questions(JsonNode json, List<Plan.Clarification> answered) {
    return mayAsk(answered)
        ? ActionParser.texts(json, "questions").stream()
            .map(
                text ->
                    Wording.cut(text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip(), LONGEST_QUESTION))
            .filter(text -> !text.isEmpty())
            .distinct()
            .limit(Plan.MOST_QUESTIONS)
            .map(text -> new Plan.Clarification(text, ""))
            .toList()
        : List.of();
  }

  private static Plan plan(
      JsonNode json, Plan byRule, List<URI> seeds, List<Plan.Clarification> questions) {
    var conditions = new ArrayList<Plan.Condition>();
    for (String text : ActionParser.texts(json, "conditions")) {
      if (conditions.size() < CONDITIONS) {
        conditions.add(new Plan.Condition("C" + (conditions.size() + 1), Wording.cut(text, 300)));
      }
    }
    List<String> queries =
        ActionParser.texts(json, "queries").stream()
            .map(query -> Wording.cut(query, 200))
            .distinct()
            .limit(QUERIES)
            .toList();
    var urls = new LinkedHashSet<>(seeds);
    // Only what the question names: a planner has seen nothing else.
    byRule.keyUrls().forEach(urls::add);
    return new Plan(
        conditions.isEmpty() ? byRule.conditions() : conditions,
        queries.isEmpty() ? byRule.queries() : queries,
        List.copyOf(urls),
        Wording.cut(ActionParser.text(json, "stop_rule"), 300),
        questions);
  }
}
