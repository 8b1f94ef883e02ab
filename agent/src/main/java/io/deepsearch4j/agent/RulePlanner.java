package io.deepsearch4j.agent;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// Plans without a model: one condition for each link of the question's chain, and searches made of
/// the question's own words.
final class RulePlanner implements Planner {

  @Override
  public Planning plan(
      Question question, List<URI> seeds, List<Plan.Clarification> answered, Purchases purchases) {
    Chain chain = Chain.of(question.text());
    var conditions = new ArrayList<Plan.Condition>();
    for (int i = 0; i < chain.length(); i++) {
      String before = i == 0 ? "" : "(the answer to C" + i + ")";
      conditions.add(new Plan.Condition("C" + (i + 1), chain.question(i, before)));
    }
    List<String> queries = Queries.of(Asked.of(chain.links().getFirst()));
    String stopRule =
        "One document answers with everything the question names around the value, and further "
            + "promising pages do not contradict it.";
    var plan = new Plan(conditions, queries, seeds, stopRule);
    return new Planning(
        plan, Turn.byRule("rules", "Planned by rules; no language model was used."));
  }
}
