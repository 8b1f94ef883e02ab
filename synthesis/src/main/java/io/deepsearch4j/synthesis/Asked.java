package io.deepsearch4j.synthesis;

import io.deepsearch4j.practice.Relation;
import java.util.List;
import java.util.Optional;

/// What is looked for: the value of a link of a subject, or the subject that a description fits.
///
/// @param subject a name; `?` if it is described
/// @param words the link's, as they were asked
/// @param links the link that the words name; none if they name none or if it is described
/// @param conditions what is described; none for a name
record Asked(String subject, String words, List<ChainLink> links, List<Condition> conditions) {
  Asked {
    links = List.copyOf(links);
    conditions = List.copyOf(conditions);
  }

  static Asked of(String subject, String words) {
    return subject.equals("?")
        ? new Asked(subject, words, List.of(), Condition.read(words))
        : new Asked(subject, words, ChainWords.read(words).stream().toList(), List.of());
  }

  boolean isDescribed() {
    return !conditions.isEmpty();
  }

  Optional<ChainLink> link() {
    return links.stream().findFirst();
  }

  String year() {
    return link().map(ChainLink::year).orElse("");
  }

  /// Whether a paper is described by what it cites.
  boolean isCiting() {
    return isDescribed() && conditions.getFirst().relation() == Relation.CITES;
  }

  /// What is asked, or the first thing that is described; of papers that every one has.
  Optional<Relation> relation() {
    if (isCiting()) {
      return Optional.of(Relation.APPEARED_IN);
    }
    return isDescribed()
        ? Optional.of(conditions.getFirst().relation())
        : link().map(ChainLink::relation);
  }

  /// What sort of thing the subject is.
  Kind kind() {
    return relation().map(Kind::of).orElse(Kind.ORGANISATION);
  }
}
