package io.deepsearch4j.documents;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What came of reading a file: a document, or the reason why not.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Reading.Read.class, name = "read"),
  @JsonSubTypes.Type(value = Reading.Unreadable.class, name = "unreadable")
})
public sealed interface Reading {

  /// The document.
  record Read(Document document) implements Reading {}

  /// Why there is none.
  ///
  /// @param why a sentence: what happened, to what, what to do
  record Unreadable(Reason reason, String why) implements Reading {}

  /// Why a file cannot be read.
  enum Reason {
    UNSUPPORTED,
    PASSWORD_REQUIRED,
    OCR_NEEDED,
    TOO_LARGE,
    TOO_SLOW,
    BROKEN,
    /// A challenge, consent, login, paywall or viewer page instead of the content.
    SHELL
  }
}
