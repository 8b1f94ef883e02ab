package io.deepsearch4j.practice;

/// What kind of thing an answer is, and so how two of them are compared.
public enum AnswerType {
  /// A person, an organisation, a place, a title.
  NAME,
  /// A quantity, with or without a unit; a rounding of it counts.
  NUMBER,
  /// A calendar year; exact.
  YEAR,
  /// A day; exact, however it is written.
  DATE,
  /// A code such as a page range, a room or an ISSN; exact but for dashes, spaces and case.
  CODE
}
