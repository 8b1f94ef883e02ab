package io.deepsearch4j.agent;

/// A range of a text.
///
/// @param start first character
/// @param end one past the last
record Span(int start, int end) {

  Span {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("no range: " + start + " to " + end);
    }
  }

  /// The same range in a text that this one's text begins at.
  Span shifted(int by) {
    return new Span(start + by, end + by);
  }

  String of(String text) {
    return text.substring(start, end);
  }

  boolean overlaps(Span other) {
    return start < other.end && other.start < end;
  }
}
