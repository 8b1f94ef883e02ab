package io.deepsearch4j.practice;

import io.deepsearch4j.practice.QuestionWish.Clarity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Finds ways to refer to a thing, and checks against all facts that each fits that thing alone.
final class Openings {
  private final FactTable facts;
  private final Glossary glossary;

  Openings(FactTable facts, Glossary glossary) {
    this.facts = facts;
    this.glossary = glossary;
  }

  /// The plain ways are the name and exact descriptions, the fuzzy ones vague descriptions only.
  List<Opening> of(String subject, Language language, Clarity clarity) {
    return switch (clarity) {
      case PLAIN ->
          Stream.of(
                  Stream.of(named(subject, language)),
                  organisation(subject, language, Clarity.PLAIN).stream(),
                  paper(subject, language).stream())
              .flatMap(it -> it)
              .toList();
      case FUZZY ->
          Stream.of(
                  organisation(subject, language, Clarity.FUZZY).stream(),
                  person(subject, language).stream())
              .flatMap(it -> it)
              .toList();
    };
  }

  private Opening named(String subject, Language language) {
    String name = glossary.in(subject, language);
    boolean title =
        facts.about(subject).stream().anyMatch(it -> it.relation() == Relation.APPEARED_IN);
    return new Opening(
        title ? language.either("“" + name + "”", "《" + name + "》") : name, List.of());
  }

  private Optional<Opening> organisation(String subject, Language language, Clarity clarity) {
    Optional<Fact> city = only(subject, Relation.HEADQUARTERS);
    Optional<Fact> year = only(subject, Relation.FOUNDED);
    if (city.isEmpty() || year.isEmpty()) {
      return Optional.empty();
    }
    Span span = Span.around(year.get().value(), clarity);
    if (!alone(city.get(), Relation.FOUNDED, span::holds)) {
      return Optional.empty();
    }
    String place = glossary.in(city.get().value(), language);
    return Optional.of(
        new Opening(
            language.either(
                "the organisation that is based in "
                    + place
                    + " and was founded in "
                    + span.words(language),
                "总部位于" + place + "、成立于" + span.words(language) + "的机构"),
            List.of(city.get(), year.get())));
  }

  private Optional<Opening> person(String subject, Language language) {
    Optional<Fact> town = only(subject, Relation.HOME_TOWN);
    Optional<Fact> year = only(subject, Relation.BORN);
    if (town.isEmpty() || year.isEmpty()) {
      return Optional.empty();
    }
    Span span = Span.around(year.get().value(), Clarity.FUZZY);
    if (!alone(town.get(), Relation.BORN, span::holds)) {
      return Optional.empty();
    }
    String place = glossary.in(town.get().value(), language);
    return Optional.of(
        new Opening(
            language.either(
                "the person who grew up in " + place + " and was born in " + span.words(language),
                "在" + place + "长大、出生于" + span.words(language) + "的人"),
            List.of(town.get(), year.get())));
  }

  /// The only paper that cites two given ones.
  private Optional<Opening> paper(String subject, Language language) {
    List<Fact> cited =
        facts.about(subject).stream().filter(it -> it.relation() == Relation.CITES).toList();
    for (int i = 0; i < cited.size(); i++) {
      for (int j = i + 1; j < cited.size(); j++) {
        List<String> citing = new ArrayList<>(facts.subjects(Relation.CITES, cited.get(i).value()));
        citing.retainAll(facts.subjects(Relation.CITES, cited.get(j).value()));
        if (citing.equals(List.of(subject))) {
          String first = glossary.in(cited.get(i).value(), language);
          String second = glossary.in(cited.get(j).value(), language);
          return Optional.of(
              new Opening(
                  language.either(
                      "the paper that cites both “" + first + "” and “" + second + "”",
                      "同时引用《" + first + "》和《" + second + "》的论文"),
                  List.of(cited.get(i), cited.get(j))));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Fact> only(String subject, Relation relation) {
    return facts.values(subject, relation, Map.of()).size() == 1
        ? facts.easiest(subject, relation, Map.of())
        : Optional.empty();
  }

  /// Whether of all that share this fact only its subject has such a year.
  private boolean alone(Fact shared, Relation relation, Predicate<String> fits) {
    List<String> fitting =
        facts.subjects(shared.relation(), shared.value()).stream()
            .filter(
                subject ->
                    facts.about(subject).stream()
                        .anyMatch(it -> it.relation() == relation && fits.test(it.value())))
            .toList();
    return fitting.equals(List.of(shared.subject()));
  }
}
