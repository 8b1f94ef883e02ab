package io.deepsearch4j.agent;

import java.util.ArrayList;
import java.util.List;

/// A question as a chain of simpler ones, each asking about the answer of the one before.
///
/// @param links the questions in the order they can be answered; all but the first hold [#PREVIOUS]
///   where the answer before belongs
record Chain(List<String> links) {
  /// Stands in a link for the answer of the link before it.
  static final String PREVIOUS = "{}";

  private static final int LONGEST = 5;

  Chain {
    links = List.copyOf(links);
    if (links.isEmpty()) {
      throw new IllegalArgumentException("a chain has at least one link");
    }
  }

  /// Takes a question apart by its grammar; a question that is not nested is its own only link.
  static Chain of(String question) {
    var links = new ArrayList<String>();
    String rest = question.strip();
    while (links.size() < LONGEST - 1) {
      var split = NestedQuestion.in(rest);
      if (split.isEmpty()) {
        break;
      }
      links.add(split.get().inner());
      rest = split.get().outer();
    }
    links.add(rest);
    return new Chain(links);
  }

  int length() {
    return links.size();
  }

  /// A link with the answer before it put in.
  String question(int link, String previous) {
    return links.get(link).replace(PREVIOUS, previous);
  }
}
