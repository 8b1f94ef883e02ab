package io.deepsearch4j.practice;

import java.util.Objects;

/// What kind of questions somebody wants.
///
/// @param hops from 1 to 5
/// @param count how many at most
/// @param language `en`, `zh`, or empty for both
public record QuestionWish(
    int hops, int count, String language, Findability findability, Clarity clarity) {

  /// Whether the answer may stand on a page that search finds.
  public enum Findability {
    ANY,
    INDEXED,
    NOT_INDEXED
  }

  /// Whether a question names where it starts from, or describes it vaguely.
  public enum Clarity {
    PLAIN,
    FUZZY
  }

  public QuestionWish {
    Objects.requireNonNull(language);
    Objects.requireNonNull(findability);
    Objects.requireNonNull(clarity);
    if (hops < 1 || hops > 5) {
      throw new IllegalArgumentException("a question has 1 to 5 hops, not " + hops);
    }
    if (count < 0) {
      throw new IllegalArgumentException("one cannot wish for " + count + " questions");
    }
  }

  /// Questions of any kind with that many hops.
  public static QuestionWish of(int hops, int count) {
    return new QuestionWish(hops, count, "", Findability.ANY, Clarity.PLAIN);
  }

  public QuestionWish in(String tag) {
    return new QuestionWish(hops, count, tag, findability, clarity);
  }

  public QuestionWish with(Findability wanted) {
    return new QuestionWish(hops, count, language, wanted, clarity);
  }

  public QuestionWish with(Clarity wanted) {
    return new QuestionWish(hops, count, language, findability, wanted);
  }
}
