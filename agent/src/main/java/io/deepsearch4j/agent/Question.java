package io.deepsearch4j.agent;

import java.time.LocalDate;
import java.util.Objects;

/// What somebody wants to know.
///
/// @param text as typed, stripped; at most [#LONGEST] characters
/// @param language tag of the language the answer shall be written in (`en`, `zh`, …)
/// @param asked the day it was asked: "today" for everybody who works on it
public record Question(String text, String language, LocalDate asked) {

  /// Longer is not a question but a document.
  public static final int LONGEST = 20_000;

  public Question {
    text = text.strip();
    Objects.requireNonNull(language);
    Objects.requireNonNull(asked);
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the question is empty; write what you want to know");
    }
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "the question has "
              + text.length()
              + " characters and at most "
              + LONGEST
              + " are read; put long material into a folder and name it with --source");
    }
  }
}
