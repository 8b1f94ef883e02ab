package io.deepsearch4j.synthesis;

import io.deepsearch4j.practice.Relation;
import java.util.Map;

/// One link of a chain as shorthand asks for it: a relation and what narrows it.
///
/// @param qualifiers as they are spelled in the link's words
record ChainLink(Relation relation, Map<String, String> qualifiers) {
  ChainLink {
    qualifiers = Map.copyOf(qualifiers);
  }

  /// The year that narrows it, or empty.
  String year() {
    String day = qualifiers.getOrDefault("as of", "");
    return qualifiers.getOrDefault("year", day.isEmpty() ? "" : day.substring(0, 4));
  }
}
