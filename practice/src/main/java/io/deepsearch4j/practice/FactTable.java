package io.deepsearch4j.practice;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Everything that is true in a practice web. The pages are written from it, so they cannot
/// disagree with it. The same truth stands here once for every page that states it. Immutable.
public final class FactTable {
  private final List<Fact> all;
  private final Map<String, Fact> byId = new HashMap<>();
  private final Map<String, List<Fact>> bySubject = new LinkedHashMap<>();
  private final Map<String, List<Fact>> byValue = new HashMap<>();
  private final Map<URI, List<Fact>> byUrl = new HashMap<>();

  FactTable(List<Fact> facts) {
    all = List.copyOf(facts);
    for (Fact fact : all) {
      byId.put(fact.id(), fact);
      bySubject.computeIfAbsent(fact.subject(), _ -> new ArrayList<>()).add(fact);
      byValue.computeIfAbsent(fact.value(), _ -> new ArrayList<>()).add(fact);
      byUrl.computeIfAbsent(fact.url(), _ -> new ArrayList<>()).add(fact);
    }
  }

  /// Every fact, in a fixed order.
  public List<Fact> all() {
    return all;
  }

  /// The fact of that id.
  public Fact fact(String id) {
    Fact fact = byId.get(id);
    if (fact == null) {
      throw new NoSuchElementException("there is no fact " + id);
    }
    return fact;
  }

  /// What is known of a subject.
  public List<Fact> about(String subject) {
    return List.copyOf(bySubject.getOrDefault(subject, List.of()));
  }

  /// Facts that say something has this value: who is led by this person, who sits in this city.
  public List<Fact> pointingTo(String value) {
    return List.copyOf(byValue.getOrDefault(value, List.of()));
  }

  /// What a page or attachment states.
  public List<Fact> statedAt(URI url) {
    return List.copyOf(byUrl.getOrDefault(url, List.of()));
  }

  /// Every statement of one relation of a subject whose qualifiers are exactly these.
  public List<Fact> find(String subject, Relation relation, Map<String, String> qualifiers) {
    return bySubject.getOrDefault(subject, List.of()).stream()
        .filter(fact -> fact.relation() == relation && fact.qualifiers().equals(qualifiers))
        .toList();
  }

  /// The different values of a relation; more than one means that a question for it is ambiguous.
  public List<String> values(String subject, Relation relation, Map<String, String> qualifiers) {
    return find(subject, relation, qualifiers).stream().map(Fact::value).distinct().toList();
  }

  /// Who or what has this value in this relation.
  public List<String> subjects(Relation relation, String value) {
    return byValue.getOrDefault(value, List.of()).stream()
        .filter(fact -> fact.relation() == relation)
        .map(Fact::subject)
        .distinct()
        .toList();
  }

  /// The statement that is easiest to find: one that the index holds, if there is one.
  Optional<Fact> easiest(String subject, Relation relation, Map<String, String> qualifiers) {
    return find(subject, relation, qualifiers).stream()
        .min(Comparator.comparing(fact -> !fact.indexed()));
  }

  /// The one value a page gives of a relation.
  Fact at(Place place, String subject, Relation relation, Map<String, String> qualifiers) {
    return find(subject, relation, qualifiers).stream()
        .filter(fact -> fact.url().equals(place.url()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    place.url() + " does not state " + relation + " of " + subject));
  }
}
