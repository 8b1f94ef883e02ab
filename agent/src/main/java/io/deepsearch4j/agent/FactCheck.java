package io.deepsearch4j.agent;

import io.deepsearch4j.documents.Block;
import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Compares a sentence with its evidence by code: every number, every day and every name in it must
/// occur in the quotes or in what stands above them. Numbers may be rounded to their last digit and
/// by no more than half a percent, and may be written in another scale.
///
/// Code cannot tell whether a sentence follows from its evidence. It can tell that it does not, and
/// what it finds against a sentence no model overrules.
final class FactCheck {
  private static final double WORDS_ENOUGH = 0.6;
  private static final double WORDS_SOME = 0.3;
  private static final double DOUBTED_CAP = 0.4;
  private static final int MOST_OPERANDS = 10;

  private FactCheck() {}

  /// Judges one sentence by the evidence it cites.
  static Verdict.Judgement judge(String sentence, List<Evidence> cited) {
    if (cited.isEmpty()) {
      return new Verdict.Judgement(Verdict.Support.UNSUPPORTED, "it cites nothing");
    }
    String evidence = text(cited);
    Optional<String> wrong = unfoundedFigure(sentence, evidence);
    if (wrong.isPresent()) {
      return new Verdict.Judgement(Verdict.Support.UNSUPPORTED, wrong.get());
    }
    List<String> names = unfoundedNames(sentence, evidence);
    if (!names.isEmpty()) {
      return new Verdict.Judgement(
          Verdict.Support.PARTLY, "the evidence does not name " + String.join(", ", names));
    }
    double share = sharedWords(sentence, evidence);
    if (share >= WORDS_ENOUGH || hasFigure(sentence) || otherScript(sentence, evidence)) {
      return new Verdict.Judgement(Verdict.Support.SUPPORTED, "");
    }
    return share >= WORDS_SOME
        ? new Verdict.Judgement(Verdict.Support.PARTLY, "the evidence says only a part of it")
        : new Verdict.Judgement(Verdict.Support.UNSUPPORTED, "the evidence says something else");
  }

  /// What in an answer the quotes of a document do not bear out, one sentence; empty where there is
  /// nothing to object. A number may also be the sum, the difference or the ratio of two quoted
  /// ones.
  static Optional<String> unfounded(String answer, Document document, List<Finding.Quote> quotes) {
    String evidence = text(document, quotes);
    return unfoundedFigure(answer, evidence).filter(_ -> !derived(answer, evidence));
  }

  /// Lowers a verdict where code finds that a sentence says more than its evidence.
  static Verdict temper(Draft draft, List<Evidence> evidence, Verdict verdict) {
    var judgements = new ArrayList<Verdict.Judgement>();
    boolean lowered = false;
    for (int i = 0; i < draft.sentences().size(); i++) {
      Verdict.Judgement given =
          i < verdict.judgements().size()
              ? verdict.judgements().get(i)
              : new Verdict.Judgement(Verdict.Support.UNCHECKED, "not judged");
      Verdict.Judgement own = judge(draft.sentences().get(i).text(), cited(draft, i, evidence));
      boolean lower =
          given.support() == Verdict.Support.SUPPORTED
              && own.support() == Verdict.Support.UNSUPPORTED;
      judgements.add(lower ? own : given);
      lowered |= lower;
    }
    if (!lowered) {
      return verdict;
    }
    List<String> missing =
        switch (verdict) {
          case Verdict.Supported _ -> List.of();
          case Verdict.Lacking lacking -> lacking.missing();
        };
    return new Verdict.Lacking(judgements, Math.min(verdict.score(), DOUBTED_CAP), missing);
  }

  /// The evidence that a draft's sentence cites.
  static List<Evidence> cited(Draft draft, int sentence, List<Evidence> evidence) {
    List<String> ids = draft.sentences().get(sentence).evidence();
    return evidence.stream().filter(one -> ids.contains(one.id())).toList();
  }

  /// Whether two short texts are the same one figure, or the same one day.
  static boolean sameFigure(String one, String other) {
    Set<CalendarDays.Named> days = CalendarDays.in(one);
    Set<CalendarDays.Named> otherDays = CalendarDays.in(other);
    if (days.size() == 1 && otherDays.size() == 1) {
      return days.iterator().next().day().equals(otherDays.iterator().next().day());
    }
    List<Quantities.Quantity> quantities = Quantities.in(one);
    List<Quantities.Quantity> otherQuantities = Quantities.in(other);
    return quantities.size() == 1
        && otherQuantities.size() == 1
        && quantities.getFirst().same(otherQuantities.getFirst())
        && sameCurrency(one, other);
  }

  private static boolean sameCurrency(String one, String other) {
    Optional<String> currency = Units.currency(one);
    Optional<String> otherCurrency = Units.currency(other);
    return currency.isEmpty() || otherCurrency.isEmpty() || currency.equals(otherCurrency);
  }

  /// What evidence says, and where: a title or a heading may hold the year or the name.
  static String text(List<Evidence> cited) {
    return cited.stream()
        .map(
            one -> one.title() + " \n " + one.locator() + " \n " + one.quote() + " \n " + one.url())
        .collect(Collectors.joining(" \n "));
  }

  private static String text(Document document, List<Finding.Quote> quotes) {
    var outline = new Outline(document);
    var text = new StringBuilder(document.title());
    for (Finding.Quote quote : quotes) {
      text.append(" \n ").append(outline.above(quote.start()));
      text.append(" \n ").append(document.text(quote.start(), quote.end()));
      document.tables().stream()
          .filter(table -> holds(table, quote))
          .forEach(table -> text.append(" \n ").append(head(document, table)));
    }
    return text.toString();
  }

  private static boolean holds(Table table, Finding.Quote quote) {
    return !table.rows().isEmpty()
        && table.rows().getFirst().getFirst().start() < quote.end()
        && quote.start() < table.rows().getLast().getLast().end();
  }

  /// Caption, unit note and header of a table.
  private static String head(Document document, Table table) {
    int end = table.rows().getFirst().getFirst().start();
    int start =
        document.blocks().stream()
            .filter(block -> block.kind() == Block.Kind.TABLE && block.start() <= end)
            .mapToInt(Block::start)
            .max()
            .orElse(end);
    return table.name() + " \n " + document.text(start, Math.max(start, end));
  }

  private static Optional<String> unfoundedFigure(String sentence, String evidence) {
    Set<CalendarDays.Named> days = CalendarDays.in(sentence);
    Set<Object> known =
        CalendarDays.in(evidence).stream().map(CalendarDays.Named::day).collect(Collectors.toSet());
    for (CalendarDays.Named named : days) {
      if (!known.contains(named.day())) {
        return Optional.of("the evidence does not give the day " + named.span().of(sentence));
      }
    }
    Folded words = Folded.of(evidence);
    List<Quantities.Quantity> stated = Quantities.in(evidence);
    List<BigDecimal> scales = Quantities.looseScales(evidence);
    for (Span year : ValueSpans.of(AnswerType.YEAR, sentence)) {
      boolean inDay = days.stream().anyMatch(named -> named.span().overlaps(year));
      if (!inDay && !words.hasExactly(Folded.of(year.of(sentence)))) {
        return Optional.of("the evidence does not give " + year.of(sentence));
      }
    }
    for (Quantities.Quantity quantity : Quantities.in(sentence)) {
      boolean inDay = days.stream().anyMatch(named -> named.span().overlaps(quantity.span()));
      boolean asWritten =
          !quantity.scaled() && words.hasExactly(Folded.of(quantity.span().of(sentence)));
      if (!inDay && !asWritten && !isStated(quantity, stated, scales)) {
        return Optional.of(
            "the evidence does not give the number " + quantity.span().of(sentence).strip());
      }
    }
    return Optional.empty();
  }

  /// A figure without a scale of its own has that of a note; where no note is quoted, any.
  private static boolean isStated(
      Quantities.Quantity quantity, List<Quantities.Quantity> stated, List<BigDecimal> scales) {
    for (Quantities.Quantity one : stated) {
      if (quantity.same(one)) {
        return true;
      }
      boolean free = !one.scaled() && !one.percent();
      if (free && scales.stream().anyMatch(scale -> quantity.same(one.read(scale)))) {
        return true;
      }
      if (free && scales.isEmpty() && quantity.same(one.read(quantity.scale()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean derived(String answer, String evidence) {
    List<Quantities.Quantity> wanted = Quantities.in(answer);
    List<Quantities.Quantity> stated =
        Quantities.in(evidence).stream().limit(MOST_OPERANDS).toList();
    return wanted.size() == 1
        && stated.stream()
            .anyMatch(
                one ->
                    stated.stream()
                        .filter(other -> !other.span().equals(one.span()))
                        .anyMatch(other -> derived(wanted.getFirst(), one, other)));
  }

  private static boolean derived(
      Quantities.Quantity wanted, Quantities.Quantity one, Quantities.Quantity other) {
    BigDecimal a = one.value();
    BigDecimal b = other.value();
    BigDecimal half = wanted.step().multiply(wanted.scale()).divide(BigDecimal.TWO);
    var results = new ArrayList<BigDecimal>(List.of(a.add(b), a.subtract(b)));
    if (b.signum() != 0) {
      BigDecimal percent = a.movePointRight(2).divide(b, 10, RoundingMode.HALF_EVEN);
      results.add(percent);
      results.add(percent.subtract(BigDecimal.valueOf(100)));
    }
    return results.stream()
        .anyMatch(result -> result.subtract(wanted.value()).abs().compareTo(half) <= 0);
  }

  /// Names of several words that stand in the sentence and not in evidence of the same script.
  private static List<String> unfoundedNames(String sentence, String evidence) {
    Folded words = Folded.of(evidence);
    boolean latin = words.words().stream().anyMatch(word -> !word.ideograph());
    boolean chinese = Folded.hasIdeographs(evidence);
    var unfounded = new ArrayList<String>();
    for (Span span : NameSpans.organisations(sentence)) {
      String name = span.of(sentence);
      boolean ideographs = Folded.hasIdeographs(name);
      Folded folded = Folded.of(name);
      boolean comparable = ideographs ? chinese : latin && folded.words().size() > 1;
      if (comparable
          && !named(folded, words)
          && !words.hasExactly(Folded.of(LegalForms.without(name)))) {
        unfounded.add(name);
      }
    }
    return unfounded;
  }

  /// Whether all words of a name occur; a Chinese name must stand as it is.
  private static boolean named(Folded name, Folded evidence) {
    if (name.words().stream().anyMatch(Folded.Word::ideograph)) {
      return evidence.hasExactly(name);
    }
    return name.words().stream()
        .filter(word -> !CommonWords.isStop(word))
        .allMatch(word -> evidence.toString().contains(word.exact()));
  }

  private static boolean hasFigure(String sentence) {
    return !Quantities.in(sentence).isEmpty() || !CalendarDays.in(sentence).isEmpty();
  }

  private static boolean otherScript(String sentence, String evidence) {
    return Folded.hasIdeographs(sentence) != Folded.hasIdeographs(evidence);
  }

  private static double sharedWords(String sentence, String evidence) {
    Set<String> known =
        Folded.of(evidence).words().stream().map(Folded.Word::stem).collect(Collectors.toSet());
    List<Folded.Word> words =
        Folded.of(sentence).words().stream().filter(word -> !CommonWords.isStop(word)).toList();
    if (words.isEmpty()) {
      return 1;
    }
    long shared = words.stream().filter(word -> known.contains(word.stem())).count();
    return (double) shared / words.size();
  }
}
