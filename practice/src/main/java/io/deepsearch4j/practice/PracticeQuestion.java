package io.deepsearch4j.practice;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/// A question about a practice web whose answer is known and is the only one.
///
/// @param id says how it was made; the same seed and wish give the same id
/// @param text never contains the answer
/// @param language of the text, as a tag
/// @param hops how many facts must be joined, one after the other
/// @param indexed whether a page in the search index states the answer
/// @param answer in the language of the question, with its unit
/// @param aliases other forms of the answer
/// @param number for quantities, the plain number in the unit; otherwise empty
/// @param unit the unit of the number, or empty
/// @param rivals other things the same relation leads to: an answer that names one is wrong
/// @param goldenPath addresses in order; each is in the index or linked from the one before it
/// @param factIds the facts joined, in order
public record PracticeQuestion(
    String id,
    String text,
    String language,
    int hops,
    boolean indexed,
    String answer,
    List<String> aliases,
    AnswerType answerType,
    String number,
    String unit,
    List<String> rivals,
    List<URI> goldenPath,
    List<String> factIds) {
  public PracticeQuestion {
    Objects.requireNonNull(id);
    Objects.requireNonNull(text);
    Objects.requireNonNull(language);
    Objects.requireNonNull(answer);
    Objects.requireNonNull(answerType);
    Objects.requireNonNull(number);
    Objects.requireNonNull(unit);
    aliases = List.copyOf(aliases);
    rivals = List.copyOf(rivals);
    goldenPath = List.copyOf(goldenPath);
    factIds = List.copyOf(factIds);
  }

  /// Whether a text gives the answer and no other. What the question itself mentions is set aside;
  /// of the rest, every number (of a quantity), year, day, code or known name must be the answer,
  /// and there must be one. So a right number among wrong ones is wrong. A number may be a rounding
  /// to its own last digit that is within 0.5 % of the truth, and in another scale of the same
  /// unit. A text that negates is accepted only if it is nothing but the answer.
  public boolean accepts(String text) {
    return AnswerMatch.accepts(this, text);
  }
}
