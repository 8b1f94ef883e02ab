package io.deepsearch4j.server;

import io.deepsearch4j.agent.Plan;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plan as it is sent, in both directions.
///
/// @param conditions what has to be established
/// @param queries the searches to begin with
/// @param keyUrls the addresses to begin with
/// @param stopRule when it is enough
/// @param questions what the planner asks back; always there in an answer, empty if it asks nothing
record PlanView(
    List<ConditionView> conditions,
    @Nullable List<String> queries,
    @Nullable List<URI> keyUrls,
    @Nullable String stopRule,
    @Nullable List<AskedBack> questions) {
  private static final int MOST = 50;
  private static final int LONGEST = 2_000;

  /// One thing to be established.
  ///
  /// @param id `C1`, `C2`, …; made if nothing is said
  record ConditionView(@Nullable String id, String text) {}

  /// A question of the planner.
  record AskedBack(String text) {}

  PlanView {
    if (conditions == null || conditions.isEmpty()) {
      throw new IllegalArgumentException("a plan needs at least one condition");
    }
    check(conditions.size());
    check(queries == null ? 0 : queries.size());
    check(keyUrls == null ? 0 : keyUrls.size());
    if (questions != null && questions.size() > Plan.MOST_QUESTIONS) {
      throw new IllegalArgumentException(
          "a plan asks at most " + Plan.MOST_QUESTIONS + " questions");
    }
    conditions.forEach(one -> checkText(one.text()));
    (questions == null ? List.<AskedBack>of() : questions)
        .forEach(one -> checkText(one == null ? null : one.text()));
    (queries == null ? List.<String>of() : queries).forEach(PlanView::checkText);
    (keyUrls == null ? List.<URI>of() : keyUrls).forEach(PlanView::checkAddress);
  }

  private static void check(int size) {
    if (size > MOST) {
      throw new IllegalArgumentException("a plan has at most " + MOST + " entries of each kind");
    }
  }

  private static void checkText(@Nullable String text) {
    if (text == null || text.isBlank() || text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "an entry of a plan is a text of 1 to " + LONGEST + " characters");
    }
  }

  // Whether it may be opened is decided when it is, by the guard that all addresses pass.
  private static void checkAddress(@Nullable URI address) {
    if (address == null
        || address.getHost() == null
        || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
      throw new IllegalArgumentException("key_urls takes http and https addresses only");
    }
  }

  static PlanView of(Plan plan) {
    return new PlanView(
        plan.conditions().isEmpty()
            ? List.of(new ConditionView("C1", "an answer"))
            : plan.conditions().stream()
                .map(one -> new ConditionView(one.id(), one.text()))
                .toList(),
        plan.queries(),
        plan.keyUrls(),
        plan.stopRule(),
        plan.questions().stream().map(one -> new AskedBack(one.text())).toList());
  }

  /// Conditions are numbered anew: their ids are ours, not the sender's.
  Plan plan() {
    var numbered = new java.util.ArrayList<Plan.Condition>();
    for (ConditionView one : conditions) {
      numbered.add(new Plan.Condition("C" + (numbered.size() + 1), one.text().strip()));
    }
    return new Plan(
        numbered,
        queries == null ? List.of() : queries,
        keyUrls == null ? List.of() : keyUrls,
        stopRule == null ? "" : stopRule,
        questions == null
            ? List.of()
            : questions.stream().map(one -> new Plan.Clarification(one.text(), "")).toList());
  }
}
