package io.deepsearch4j.synthesis;

import io.deepsearch4j.practice.AnswerType;
import io.deepsearch4j.practice.Fact;
import io.deepsearch4j.practice.FactTable;
import io.deepsearch4j.practice.LinkGraph;
import io.deepsearch4j.practice.PracticeWeb;
import io.deepsearch4j.practice.Relation;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What an oracle may look up about a practice web: who is meant by a name, what a page states, how
/// far pages are from each other. Safe to share.
final class Truth {
  private final PracticeWeb web;
  private final FactTable facts;
  private final Map<String, Set<String>> called = new HashMap<>();
  private final Map<Relation, List<Fact>> byRelation = new HashMap<>();
  private final Map<String, List<URI>> byPath = new HashMap<>();
  private final Map<Set<URI>, Map<URI, Integer>> distances = new ConcurrentHashMap<>();

  Truth(PracticeWeb web) {
    this.web = web;
    this.facts = web.facts();
    for (URI url : web.addresses()) {
      byPath.computeIfAbsent(url.getHost() + " " + url.getPath(), _ -> new ArrayList<>()).add(url);
    }
    for (Fact fact : facts.all()) {
      byRelation.computeIfAbsent(fact.relation(), _ -> new ArrayList<>()).add(fact);
      add(fact.subject());
      if (fact.relation().answers() == AnswerType.NAME) {
        add(fact.value());
      }
    }
  }

  private void add(String name) {
    for (String spelling : web.spellings(name)) {
      called.computeIfAbsent(folded(spelling), _ -> new LinkedHashSet<>()).add(name);
    }
  }

  static String folded(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  /// Whether a text is a spelling of a name.
  boolean isCalled(String name, String text) {
    return web.spellings(name).stream().anyMatch(it -> folded(it).equals(folded(text)));
  }

  List<String> spellings(String name) {
    return web.spellings(name);
  }

  /// The names that a text may mean.
  Set<String> meant(String text) {
    return called.getOrDefault(folded(text), Set.of());
  }

  /// All spellings of whatever a text may mean, the text itself first.
  List<String> otherwise(String text) {
    Set<String> spellings = new LinkedHashSet<>(List.of(text));
    meant(text).forEach(name -> spellings.addAll(web.spellings(name)));
    return List.copyOf(spellings);
  }

  /// Whether a text mentions the thing, by any of its names.
  boolean mentions(String text, String thing) {
    return otherwise(thing).stream().anyMatch(name -> Words.contains(text, name));
  }

  /// Every statement of a relation.
  List<Fact> all(Relation relation) {
    return byRelation.getOrDefault(relation, List.of());
  }

  /// Statements that answer a link, of anybody.
  List<Fact> answering(ChainLink link) {
    return all(link.relation()).stream().filter(fact -> answers(fact, link)).toList();
  }

  /// Statements that answer a link about a subject.
  List<Fact> answering(ChainLink link, String subject) {
    Set<String> names = meant(subject);
    return answering(link).stream().filter(fact -> names.contains(fact.subject())).toList();
  }

  private boolean answers(Fact fact, ChainLink link) {
    return fact.relation() == link.relation()
        && fact.qualifiers().keySet().equals(link.qualifiers().keySet())
        && fact.qualifiers().entrySet().stream()
            .allMatch(
                it -> isCalled(it.getValue(), link.qualifiers().getOrDefault(it.getKey(), "")));
  }

  /// The one subject of which a page states all that is described; empty if there is none.
  Optional<String> described(List<Condition> conditions, Collection<Fact> stated) {
    Set<String> subjects = new LinkedHashSet<>();
    stated.forEach(fact -> subjects.add(fact.subject()));
    return subjects.stream()
        .filter(
            subject ->
                conditions.stream()
                    .allMatch(
                        condition ->
                            stated.stream()
                                .anyMatch(
                                    fact ->
                                        fact.subject().equals(subject)
                                            && condition.isMetBy(fact, this))))
        .findFirst();
  }

  List<Fact> stated(URI url) {
    return facts.statedAt(url);
  }

  String sentence(Fact fact) {
    return web.sentence(fact);
  }

  String shownValue(Fact fact) {
    return web.shownValue(fact);
  }

  LinkGraph links() {
    return web.links();
  }

  /// Distances to the nearest of some pages, each within its own site.
  Map<URI, Integer> distances(Set<URI> goals) {
    return distances.computeIfAbsent(Set.copyOf(goals), web.links()::distances);
  }

  /// The addresses that a host and a path name, whatever their query.
  List<URI> addresses(String host, String path) {
    return byPath.getOrDefault(host + " " + path, List.of());
  }

  /// What is known of a subject.
  List<Fact> about(String subject) {
    return facts.about(subject);
  }

  /// The pages where facts stand.
  static Set<URI> places(Collection<Fact> facts) {
    Set<URI> places = new HashSet<>();
    facts.forEach(fact -> places.add(fact.url()));
    return places;
  }

  /// Whether a site tells of others only: the news, the directory.
  static boolean tellsOfOthers(URI url) {
    String host = url.getHost();
    return host.startsWith("news.") || host.startsWith("xinwen.") || host.startsWith("directory.");
  }
}
