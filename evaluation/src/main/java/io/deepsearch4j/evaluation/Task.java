package io.deepsearch4j.evaluation;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// A question whose answer is known, and how an answer to it is checked.
///
/// @param id unique in its set
/// @param language of the question, as a tag
/// @param gold the answer, for people
/// @param check whether a text that is not blank gives the answer
/// @param tags what kind of task it is, such as `hops` = `2`
public record Task(
    String id,
    String question,
    String language,
    String gold,
    Predicate<String> check,
    SortedMap<String, String> tags) {

  public Task {
    Objects.requireNonNull(id);
    Objects.requireNonNull(question);
    Objects.requireNonNull(language);
    Objects.requireNonNull(gold);
    Objects.requireNonNull(check);
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }

  public Task(
      String id,
      String question,
      String language,
      String gold,
      Predicate<String> check,
      Map<String, String> tags) {
    this(id, question, language, gold, check, new TreeMap<>(tags));
  }

  /// Whether an answer is right. No answer is a wrong one.
  public boolean isRight(String answer) {
    return !answer.isBlank() && check.test(answer);
  }
}
