package io.deepsearch4j.practice;

import java.util.List;

/// How a question refers to the thing it starts from.
///
/// @param words a name or a description that fits nothing else
/// @param facts what one must find out to know what is meant
record Opening(String words, List<Fact> facts) {
  Opening {
    facts = List.copyOf(facts);
  }

  /// A name costs no hop; a description costs one.
  int hops() {
    return facts.isEmpty() ? 0 : 1;
  }
}
