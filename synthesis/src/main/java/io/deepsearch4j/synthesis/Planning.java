package io.deepsearch4j.synthesis;

import io.deepsearch4j.practice.Fact;
import io.deepsearch4j.practice.FactTable;
import io.deepsearch4j.practice.PracticeQuestion;
import io.deepsearch4j.practice.Relation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes a question as a chain: what it starts from, and the links to what it asks.
final class Planning {
  private static final Pattern ENGLISH_WHEN =
      Pattern.compile(
          "(?:founded|born) in (?:the )?(?<when>[0-9]{4}(?!s)|(?:early |late |mid-)[0-9]{4}s)");
  private static final Pattern CHINESE_WHEN =
      Pattern.compile(
          "(?:成立于|出生于)(?<when>[0-9]{4}(?=年(?!代))|[0-9]{2,4}(?:世纪[0-9]{2})?年代(?:初期|中期|末期))");

  private final Truth truth;
  private final FactTable facts;

  Planning(Truth truth, FactTable facts) {
    this.truth = truth;
    this.facts = facts;
  }

  /// The chain of a question; empty where its text does not say what it must.
  Optional<Said> of(PracticeQuestion question) {
    List<Fact> chain = question.factIds().stream().map(facts::fact).toList();
    boolean described = chain.size() > question.hops();
    Optional<String> start =
        described
            ? description(question.text(), chain.getFirst(), chain.get(1))
            : spelled(question.text(), chain.getFirst().subject());
    if (start.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>(List.of(start.get()));
    for (Fact fact : chain.subList(described ? 2 : 0, chain.size())) {
      lines.add(ChainWords.of(link(fact, question.text())));
    }
    return Optional.of(
        new Said(thought(question.text(), chain, described), String.join("\n", lines)));
  }

  /// What the start rests on, copied.
  private String thought(String question, List<Fact> chain, boolean described) {
    Fact first = chain.getFirst();
    String named = described ? first.value() : first.subject();
    return spelled(question, named).orElse(question);
  }

  private Optional<String> description(String question, Fact first, Fact second) {
    if (first.relation() == Relation.CITES) {
      return spelled(question, first.value())
          .flatMap(
              one -> spelled(question, second.value()).map(two -> "? cites " + one + " ; " + two));
    }
    boolean person = first.relation() == Relation.HOME_TOWN;
    return spelled(question, first.value())
        .flatMap(
            place ->
                when(question)
                    .map(
                        year ->
                            "? %s %s %s %s"
                                .formatted(
                                    person ? "grew up" : "based",
                                    place,
                                    person ? "born" : "founded",
                                    year)));
  }

  private static Optional<String> when(String question) {
    for (Pattern pattern : List.of(ENGLISH_WHEN, CHINESE_WHEN)) {
      Matcher matcher = pattern.matcher(question);
      if (matcher.find()) {
        return Optional.of(matcher.group("when"));
      }
    }
    return Optional.empty();
  }

  /// A fact as a link, its qualifiers spelled as the question spells them.
  private ChainLink link(Fact fact, String question) {
    Map<String, String> qualifiers = new HashMap<>();
    fact.qualifiers()
        .forEach((name, value) -> qualifiers.put(name, spelled(question, value).orElse(value)));
    return new ChainLink(fact.relation(), qualifiers);
  }

  /// The longest spelling of a name that stands in a text, as it stands there.
  private Optional<String> spelled(String text, String name) {
    return truth.spellings(name).stream()
        .flatMap(spelling -> Words.find(text, spelling).stream())
        .max(Comparator.comparingInt(String::length));
  }
}
