package io.deepsearch4j.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.deepsearch4j.web.PageStore;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// How a question will be worked on.
///
/// @param conditions what has to be established; an answer must satisfy every one
/// @param queries the searches to begin with
/// @param keyUrls the addresses to begin with
/// @param stopRule when it is enough, in one sentence; may be empty
/// @param questions what the planner asks back, because the question can be meant in several ways
public record Plan(
    List<Condition> conditions,
    List<String> queries,
    List<URI> keyUrls,
    String stopRule,
    // Plans that ask nothing keep the hash that they had before plans could ask.
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<Clarification> questions) {

  /// More than this nobody wants to be asked.
  public static final int MOST_QUESTIONS = 3;

  public Plan {
    conditions = List.copyOf(conditions);
    queries = List.copyOf(queries);
    keyUrls = List.copyOf(keyUrls);
    Objects.requireNonNull(stopRule);
    questions = List.copyOf(questions);
    if (questions.size() > MOST_QUESTIONS) {
      throw new IllegalArgumentException(
          "a plan asks at most " + MOST_QUESTIONS + " questions, not " + questions.size());
    }
  }

  /// A plan that asks nothing.
  public Plan(
      List<Condition> conditions, List<String> queries, List<URI> keyUrls, String stopRule) {
    this(conditions, queries, keyUrls, stopRule, List.of());
  }

  /// The same with the answers to its questions, in their order.
  Plan answered(List<String> answers) {
    if (answers.size() != questions.size()) {
      throw new IllegalArgumentException("every question needs an answer, which may be blank");
    }
    var answered = new ArrayList<Clarification>();
    for (int i = 0; i < answers.size(); i++) {
      answered.add(new Clarification(questions.get(i).text(), answers.get(i).strip()));
    }
    return new Plan(conditions, queries, keyUrls, stopRule, answered);
  }

  /// Tells this plan from any other.
  public String sha256() {
    return PageStore.sha256(Replies.JSON.writeValueAsBytes(this));
  }

  /// One thing to be established.
  ///
  /// @param id `C1`, `C2`, …
  public record Condition(String id, String text) {
    public Condition {
      Objects.requireNonNull(id);
      Objects.requireNonNull(text);
    }
  }

  /// A question of the planner to whoever asked.
  ///
  /// @param answer empty while there is none, and where none was given
  public record Clarification(String text, String answer) {
    public Clarification {
      Objects.requireNonNull(text);
      Objects.requireNonNull(answer);
    }
  }
}
