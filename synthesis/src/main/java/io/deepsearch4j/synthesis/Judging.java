package io.deepsearch4j.synthesis;

import io.deepsearch4j.practice.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Judges the sentences of a draft by the truth and by what their quotes hold.
final class Judging {
  private static final int LONGEST_THOUGHT = 200;

  private final Truth truth;
  private final EvidenceLines evidence;

  Judging(Truth truth) {
    this.truth = truth;
    this.evidence = new EvidenceLines(truth);
  }

  /// A sentence of a draft with its quotes.
  ///
  /// @param asked what it answers
  record Sentence(Asked asked, String value, List<String> quotes) {
    Sentence {
      quotes = List.copyOf(quotes);
    }
  }

  private record Judged(boolean stands, String quote) {}

  Said judge(String text) {
    StringBuilder reply = new StringBuilder();
    String thought = "";
    boolean doubted = false;
    int number = 0;
    for (Sentence sentence : sentences(text)) {
      Judged judged = judged(sentence);
      reply.append(number == 0 ? "" : "\n").append(++number);
      reply.append(judged.stands() ? " yes" : " no");
      if (!doubted) {
        thought = judged.quote();
        doubted = !judged.stands();
      }
    }
    return new Said(cut(thought), reply.toString());
  }

  static List<Sentence> sentences(String text) {
    List<Sentence> sentences = new ArrayList<>();
    List<String> quotes = new ArrayList<>();
    String open = "";
    for (String line : text.lines().toList()) {
      if (line.startsWith("> ")) {
        quotes.add(line.substring(2).strip());
        continue;
      }
      if (!open.isEmpty()) {
        sentences.add(sentence(open, quotes));
      }
      open = line;
      quotes = new ArrayList<>();
    }
    if (!open.isEmpty()) {
      sentences.add(sentence(open, quotes));
    }
    return sentences;
  }

  private static Sentence sentence(String line, List<String> quotes) {
    int equals = line.lastIndexOf(" = ");
    String left = equals < 0 ? line : line.substring(0, equals);
    String value = equals < 0 ? "" : line.substring(equals + 3);
    int colon = left.lastIndexOf(" : ");
    return new Sentence(
        Asked.of(
            colon < 0 ? "?" : left.substring(0, colon), left.substring(colon < 0 ? 0 : colon + 3)),
        value,
        quotes);
  }

  private Judged judged(Sentence sentence) {
    String first = sentence.quotes().isEmpty() ? sentence.value() : sentence.quotes().getFirst();
    if (sentence.asked().isDescribed()) {
      return new Judged(!sentence.quotes().isEmpty() && fits(sentence), first);
    }
    Optional<String> quote =
        sentence.asked().link().stream()
            .flatMap(link -> truth.answering(link, sentence.asked().subject()).stream())
            .filter(fact -> evidence.value(fact, sentence.value()).isPresent())
            .flatMap(fact -> quote(fact, sentence).stream())
            .findFirst();
    return new Judged(quote.isPresent(), quote.orElse(first));
  }

  private Optional<String> quote(Fact fact, Sentence sentence) {
    return sentence.quotes().stream()
        .filter(quote -> evidence.value(fact, quote).isPresent())
        .findFirst();
  }

  private boolean fits(Sentence sentence) {
    return truth.meant(sentence.value()).stream()
        .map(name -> truth.about(name))
        .anyMatch(facts -> truth.described(sentence.asked().conditions(), facts).isPresent());
  }

  private static String cut(String quote) {
    if (quote.length() <= LONGEST_THOUGHT) {
      return quote;
    }
    int space = quote.lastIndexOf(' ', LONGEST_THOUGHT);
    return quote.substring(0, space < 1 ? LONGEST_THOUGHT : space);
  }
}
