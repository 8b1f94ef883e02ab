package io.deepsearch4j.agent;

import java.util.List;

/// A piece of a document that may be the answer, and how well its surroundings fit the question.
///
/// @param answer as the document has it, with its unit
/// @param quotes ranges of the document's text it rests on, the most telling one first
/// @param confidence from 0 to 1
/// @param missing the needs its surroundings do not satisfy
record Candidate(String answer, List<Span> quotes, double confidence, List<String> missing) {

  Candidate {
    quotes = List.copyOf(quotes);
    missing = List.copyOf(missing);
  }

  /// The same with another confidence.
  Candidate withConfidence(double other) {
    return new Candidate(answer, quotes, other, missing);
  }
}
