package io.deepsearch4j.agent;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/// What a reader found in one document for one question.
///
/// @param answer short, in the language of the question; empty unless something was found
/// @param confidence from 0 to 1
/// @param quotes the passages it rests on, as ranges of the document's text
/// @param missing what is still unknown, one phrase each
/// @param links the links worth opening next, best first
/// @param coverage share of the document's passages that were looked at, from 0 to 1
/// @param remarks what was corrected or dropped, one sentence each
/// @param otherNames by what other names the document calls what the question names
public record Finding(
    Status status,
    String answer,
    double confidence,
    List<Quote> quotes,
    List<String> missing,
    List<NextLink> links,
    double coverage,
    List<String> remarks,
    List<OtherName> otherNames) {

  /// How far the document answers the question.
  public enum Status {
    ANSWERED,
    PARTIAL,
    NOT_FOUND,
    CONTRADICTED
  }

  /// A range of the document's text.
  ///
  /// @param fuzzy the model's wording differed a little; the range is the document's own wording
  public record Quote(
      int start, int end, Evidence.Polarity polarity, List<String> supports, boolean fuzzy) {
    public Quote {
      Objects.requireNonNull(polarity);
      supports = List.copyOf(supports);
      if (start < 0 || end <= start) {
        throw new IllegalArgumentException("no range: " + start + " to " + end);
      }
    }
  }

  /// A link worth opening.
  ///
  /// @param score from 0 to 1
  public record NextLink(URI url, String anchor, double score, String reason) {
    public NextLink {
      Objects.requireNonNull(url);
      Objects.requireNonNull(anchor);
      Objects.requireNonNull(reason);
    }
  }

  /// A name and another name for the same.
  public record OtherName(String name, String other) {
    public OtherName {
      Objects.requireNonNull(name);
      Objects.requireNonNull(other);
    }
  }

  /// Without other names.
  Finding(
      Status status,
      String answer,
      double confidence,
      List<Quote> quotes,
      List<String> missing,
      List<NextLink> links,
      double coverage,
      List<String> remarks) {
    this(status, answer, confidence, quotes, missing, links, coverage, remarks, List.of());
  }

  public Finding {
    Objects.requireNonNull(status);
    Objects.requireNonNull(answer);
    quotes = List.copyOf(quotes);
    missing = List.copyOf(missing);
    links = List.copyOf(links);
    remarks = List.copyOf(remarks);
    // Journals written before findings had other names lack them.
    otherNames = otherNames == null ? List.of() : List.copyOf(otherNames);
    if (!(confidence >= 0 && confidence <= 1 && coverage >= 0 && coverage <= 1)) {
      throw new IllegalArgumentException(
          "confidence and coverage lie between 0 and 1: " + confidence + ", " + coverage);
    }
  }
}
