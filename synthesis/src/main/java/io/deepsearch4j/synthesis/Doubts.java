package io.deepsearch4j.synthesis;

import io.deepsearch4j.practice.Fact;
import io.deepsearch4j.synthesis.Judging.Sentence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Makes drafts false, so that a judge also learns to say no: another value, another year or
/// another subject in one sentence, above quotes that stay as they are.
final class Doubts {
  private static final String IS = " = ";

  private final Truth truth;

  Doubts(Truth truth) {
    this.truth = truth;
  }

  /// The same draft with one false sentence; empty where none can be told from its quotes.
  Optional<String> of(String text, RandomGenerator random) {
    List<Sentence> sentences = Judging.sentences(text);
    Sentence sentence = sentences.get(random.nextInt(sentences.size()));
    List<String> lines = text.lines().toList();
    String before = sentence.asked().words() + IS + sentence.value();
    return lines.stream()
        .filter(line -> !line.startsWith("> ") && line.endsWith(before))
        .findFirst()
        .flatMap(
            line ->
                changed(line, sentence, random)
                    .filter(other -> !other.equals(line))
                    .map(
                        other ->
                            String.join(
                                "\n",
                                lines.stream().map(it -> it.equals(line) ? other : it).toList())));
  }

  private Optional<String> changed(String line, Sentence sentence, RandomGenerator random) {
    String quotes = String.join("\n", sentence.quotes());
    String year = sentence.asked().year();
    int equals = line.lastIndexOf(IS);
    String left = line.substring(0, equals);
    if (random.nextInt(3) == 0 && !year.isEmpty() && Words.contains(quotes, year)) {
      int other = Integer.parseInt(year) + (random.nextBoolean() ? 1 : -1);
      return Optional.of(left.replace(year, Integer.toString(other)) + line.substring(equals));
    }
    String subject = sentence.asked().subject();
    List<Fact> all =
        sentence.asked().link().stream()
            .flatMap(link -> truth.all(link.relation()).stream())
            .filter(fact -> !truth.isCalled(fact.value(), sentence.value()))
            .toList();
    Map<Boolean, List<Fact>> own =
        all.stream()
            .collect(Collectors.partitioningBy(fact -> truth.isCalled(fact.subject(), subject)));
    List<Fact> foreign = own.getOrDefault(false, List.of());
    if (random.nextBoolean() && line.startsWith(subject) && Words.contains(quotes, subject)) {
      return any(foreign, random).map(fact -> fact.subject() + line.substring(subject.length()));
    }
    // The other figures of the same subject stand nearest, often in the same row.
    List<Fact> near = own.getOrDefault(true, List.of());
    return any(near.isEmpty() || random.nextBoolean() ? all : near, random)
        .map(fact -> left + IS + truth.shownValue(fact));
  }

  private static Optional<Fact> any(List<Fact> facts, RandomGenerator random) {
    return facts.isEmpty()
        ? Optional.empty()
        : Optional.of(facts.get(random.nextInt(facts.size())));
  }
}
