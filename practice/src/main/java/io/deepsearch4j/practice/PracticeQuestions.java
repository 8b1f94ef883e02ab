package io.deepsearch4j.practice;

import io.deepsearch4j.practice.QuestionWish.Findability;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes questions from the facts of a practice web: a chain of facts, each of which leads to one
/// thing only, put into words from the first to the last. Safe to share.
public final class PracticeQuestions {
  private static final int TRIES = 6;

  private final Almanac almanac;
  private final FactTable facts;
  private final LinkGraph links;
  private final Openings openings;
  private final String indexedText;
  private final Map<URI, List<URI>> ways = new ConcurrentHashMap<>();

  PracticeQuestions(Almanac almanac, LinkGraph links, SearchIndex index) {
    this.almanac = almanac;
    this.links = links;
    facts = almanac.facts();
    openings = new Openings(facts, almanac.wording().glossary());
    indexedText =
        index.pages().stream()
            .map(page -> String.join("\n", page.title(), page.published(), page.text()))
            .map(AnswerMatch::normal)
            .collect(Collectors.joining("\n"));
  }

  /// Different questions of the wished kind, as many as wished or as there are; always the same
  /// ones for the same world and wish. They take turns through the relations that end them.
  public List<PracticeQuestion> of(QuestionWish wish) {
    Chance chance = Chance.of(almanac.seed(), "questions " + wish);
    List<List<Fact>> byRelation = endings(chance);
    List<PracticeQuestion> questions = new ArrayList<>();
    Set<String> texts = new HashSet<>();
    for (int turn = 0; questions.size() < wish.count(); turn++) {
      boolean more = false;
      for (List<Fact> endings : byRelation) {
        if (turn < endings.size() && questions.size() < wish.count()) {
          more = true;
          ending(endings.get(turn), wish, chance)
              .filter(question -> texts.add(question.text()))
              .ifPresent(questions::add);
        }
      }
      if (!more) {
        break;
      }
    }
    return List.copyOf(questions);
  }

  /// The facts a question may end with, by relation, each truth once.
  private List<List<Fact>> endings(Chance chance) {
    Map<Relation, List<Fact>> byRelation = new EnumMap<>(Relation.class);
    Set<List<Object>> seen = new HashSet<>();
    for (Fact fact : facts.all()) {
      boolean asked =
          fact.relation() != Relation.ALSO_KNOWN_AS && fact.relation() != Relation.CITES;
      if (asked && seen.add(List.of(fact.subject(), fact.relation(), fact.qualifiers()))) {
        byRelation.computeIfAbsent(fact.relation(), _ -> new ArrayList<>()).add(fact);
      }
    }
    return chance.shuffled(byRelation.values().stream().map(chance::shuffled).toList());
  }

  private Optional<PracticeQuestion> ending(Fact last, QuestionWish wish, Chance chance) {
    Language language =
        switch (wish.language()) {
          case "en" -> Language.ENGLISH;
          case "zh" -> Language.CHINESE;
          default -> chance.pick(List.of(Language.values()));
        };
    Optional<Fact> easiest = single(last);
    if (easiest.isEmpty() || !suits(easiest.get(), wish.findability())) {
      return Optional.empty();
    }
    for (int i = 0; i < TRIES; i++) {
      Optional<PracticeQuestion> question =
          chain(easiest.get(), wish, language, chance)
              .flatMap(chain -> question(chain, wish, language, chance));
      if (question.isPresent()) {
        return question;
      }
    }
    return Optional.empty();
  }

  /// What a question is made of: how it starts, and the facts it goes along.
  private record Chain(Opening opening, List<Fact> facts) {
    List<Fact> all() {
      return Stream.concat(opening.facts().stream(), facts.stream()).toList();
    }
  }

  /// Walks back from the last fact until opening and facts make as many hops as wished.
  private Optional<Chain> chain(Fact last, QuestionWish wish, Language language, Chance chance) {
    List<Fact> chain = new ArrayList<>(List.of(last));
    Set<String> visited = new HashSet<>(List.of(last.subject(), last.value()));
    while (true) {
      int missing = wish.hops() - chain.size();
      String start = chain.getFirst().subject();
      List<Opening> fitting =
          openings.of(start, language, wish.clarity()).stream()
              .filter(opening -> opening.hops() == missing)
              .toList();
      boolean stop = missing == 0 || chance.oneIn(2);
      if (!fitting.isEmpty() && stop) {
        return Optional.of(new Chain(chance.pick(fitting), List.copyOf(chain)));
      }
      if (missing <= 0) {
        return Optional.empty();
      }
      List<Fact> before =
          facts.pointingTo(start).stream()
              .filter(fact -> !visited.contains(fact.subject()))
              .filter(fact -> !Wording.phrases(fact.relation(), language).noun().isEmpty())
              .flatMap(fact -> single(fact).stream())
              .distinct()
              .toList();
      if (before.isEmpty()) {
        return fitting.isEmpty()
            ? Optional.empty()
            : Optional.of(new Chain(fitting.getFirst(), List.copyOf(chain)));
      }
      Fact chosen = chance.pick(before);
      chain.addFirst(chosen);
      visited.add(chosen.subject());
    }
  }

  /// The easiest statement of a truth, if its relation has this one value only.
  private Optional<Fact> single(Fact fact) {
    boolean alone = facts.values(fact.subject(), fact.relation(), fact.qualifiers()).size() == 1;
    return alone
        ? facts.easiest(fact.subject(), fact.relation(), fact.qualifiers())
        : Optional.empty();
  }

  private boolean suits(Fact last, Findability wanted) {
    return switch (wanted) {
      case ANY -> last.indexed() || isHidden(last);
      case INDEXED -> last.indexed();
      case NOT_INDEXED -> !last.indexed() && isHidden(last);
    };
  }

  /// Whether no page of the index holds the value in any form.
  private boolean isHidden(Fact fact) {
    return forms(fact).stream().map(AnswerMatch::normal).noneMatch(indexedText::contains);
  }

  private List<String> forms(Fact fact) {
    List<String> shown =
        Stream.of(Language.values())
            .map(language -> almanac.wording().value(fact, language))
            .toList();
    Stream<String> plain =
        fact.relation().answers() == AnswerType.NAME
            ? almanac.wording().glossary().forms(fact.value()).stream()
            : fact.relation().answers() == AnswerType.NUMBER
                ? Stream.of(fact.value(), Wording.number(fact.value()))
                : Stream.of(fact.value());
    return Stream.concat(shown.stream(), plain).distinct().toList();
  }

  private Optional<PracticeQuestion> question(
      Chain chain, QuestionWish wish, Language language, Chance chance) {
    List<URI> path = goldenPath(chain.all());
    if (path.isEmpty()) {
      return Optional.empty();
    }
    String text = text(chain, language, chance);
    Fact last = chain.facts().getLast();
    String answer = almanac.wording().value(last, language);
    List<String> forms = forms(last);
    String asked = AnswerMatch.normal(text);
    if (forms.stream().map(AnswerMatch::normal).anyMatch(asked::contains)) {
      return Optional.empty();
    }
    boolean number = last.relation().answers() == AnswerType.NUMBER;
    List<String> factIds = chain.all().stream().map(Fact::id).toList();
    String id =
        "%s-%d%s-%s"
            .formatted(
                language.tag(),
                wish.hops(),
                wish.clarity().name().substring(0, 1).toLowerCase(Locale.ROOT),
                String.join("-", factIds));
    return Optional.of(
        new PracticeQuestion(
            id,
            text,
            language.tag(),
            wish.hops(),
            last.indexed(),
            answer,
            forms.stream().filter(form -> !form.equals(answer)).toList(),
            last.relation().answers(),
            number ? last.value() : "",
            number ? last.unit() : "",
            rivals(last, forms),
            path,
            factIds));
  }

  private String text(Chain chain, Language language, Chance chance) {
    String words = chain.opening().words();
    List<Fact> before = chain.facts().subList(0, chain.facts().size() - 1);
    for (Fact fact : before) {
      String noun = Wording.phrases(fact.relation(), language).noun();
      words = almanac.wording().fill(noun, words, "", fact.qualifiers(), language);
    }
    Fact last = chain.facts().getLast();
    String pattern = chance.pick(Wording.phrases(last.relation(), language).questions());
    String text = almanac.wording().fill(pattern, words, "", last.qualifiers(), language);
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private List<String> rivals(Fact last, List<String> forms) {
    if (last.relation().answers() != AnswerType.NAME) {
      return List.of();
    }
    return facts.all().stream()
        .filter(fact -> fact.relation() == last.relation())
        .flatMap(fact -> almanac.wording().glossary().forms(fact.value()).stream())
        .distinct()
        .filter(name -> !forms.contains(name))
        .toList();
  }

  /// From fact to fact: the way from a page of the index to the one that states it. Empty if one
  /// cannot be reached.
  private List<URI> goldenPath(List<Fact> chain) {
    List<URI> path = new ArrayList<>();
    for (Fact fact : chain) {
      List<URI> way = ways.computeIfAbsent(fact.url(), links::wayTo);
      if (way.isEmpty()) {
        return List.of();
      }
      if (path.isEmpty() || !path.getLast().equals(fact.url())) {
        path.addAll(way);
      }
    }
    return path;
  }
}
