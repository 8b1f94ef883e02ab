package io.deepsearch4j.agent;

/// What kind of thing a question asks for, as far as its words tell.
enum AnswerType {
  NUMBER,
  MONEY,
  PERCENT,
  DATE,
  YEAR,
  PERSON,
  ORGANISATION,
  PLACE,
  TITLE,
  TEXT;

  /// Whether an answer is a quantity.
  boolean isFigure() {
    return this == NUMBER || this == MONEY || this == PERCENT;
  }

  /// Whether an answer is a point in time.
  boolean isTime() {
    return this == DATE || this == YEAR;
  }

  /// Whether an answer is somebody or something with a name.
  boolean isName() {
    return this == PERSON || this == ORGANISATION || this == PLACE || this == TITLE;
  }
}
