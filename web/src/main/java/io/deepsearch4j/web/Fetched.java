package io.deepsearch4j.web;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.Reading;
import java.net.URI;

/// What came of opening an address: a document, or why not.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Fetched.Opened.class, name = "opened"),
  @JsonSubTypes.Type(value = Fetched.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = Fetched.Unreachable.class, name = "unreachable"),
  @JsonSubTypes.Type(value = Fetched.Unreadable.class, name = "unreadable")
})
public sealed interface Fetched {

  /// Fetched, stored and read.
  record Opened(Page page, Document document) implements Fetched {}

  /// We do not go there, and nothing was sent.
  ///
  /// @param why a sentence
  record Refused(URI url, Reason reason, String why) implements Fetched {}

  /// We tried and did not get it.
  ///
  /// @param status the HTTP status, or 0 where there was none
  record Unreachable(URI url, int status, String why) implements Fetched {}

  /// We got it and cannot read it; the bytes are in the page store.
  record Unreadable(URI url, String sha256, Reading.Reason reason, String why) implements Fetched {}

  /// Why we do not go somewhere.
  enum Reason {
    ADDRESS,
    EGRESS,
    ROBOTS,
    SCOPE,
    OFFLINE,
    TRAP
  }
}
