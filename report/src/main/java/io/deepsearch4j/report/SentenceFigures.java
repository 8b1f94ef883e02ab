package io.deepsearch4j.report;

import io.deepsearch4j.agent.Answer.Citation;
import io.deepsearch4j.documents.Figure;
import io.deepsearch4j.documents.Figures;
import io.deepsearch4j.documents.FoundFigure;
import io.deepsearch4j.documents.FoundPeriod;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Holds the numbers and days of a sentence against the passages it cites. A number may be rounded
/// to its last digit, and one without a scale of its own may be meant in thousands, millions, 万 or
/// 亿, because the note that says so need not be in the passage (`3.2 billion` for `3,214`).
final class SentenceFigures {
  private static final List<BigDecimal> UNSCALED = List.of(BigDecimal.ONE);
  private static final List<BigDecimal> SCALES =
      IntStream.of(0, 3, 4, 6, 8, 9, 12).mapToObj(BigDecimal.ONE::movePointRight).toList();

  /// Nobody quotes more; whoever does wants to keep us busy.
  private static final int LONGEST = 20_000;

  private SentenceFigures() {}

  /// The first number or day that none of the passages says, in the sentence's words.
  static Optional<String> unfounded(String whole, List<Citation> cited) {
    String sentence = whole.substring(0, Math.min(whole.length(), LONGEST));
    String evidence =
        cited.stream()
            .map(
                one ->
                    one.title()
                        + " \n "
                        + one.locator()
                        + " \n "
                        + one.quote()
                        + " \n "
                        + one.url())
            .map(one -> one.substring(0, Math.min(one.length(), LONGEST)))
            .collect(Collectors.joining(" \n "));
    List<FoundPeriod> days = Figures.periods(evidence);
    List<FoundFigure> figures = Figures.in(evidence);
    for (FoundPeriod day : Figures.periods(sentence)) {
      String words = sentence.substring(day.start(), day.end());
      boolean said =
          evidence.contains(words)
              || days.stream().anyMatch(one -> isWithin(day.period(), one.period()));
      if (!said) {
        return Optional.of(words);
      }
    }
    for (FoundFigure figure : Figures.in(sentence)) {
      boolean said =
          stands(figure.figure().raw().strip(), evidence)
              || figures.stream().anyMatch(one -> isSame(figure.figure(), one.figure()));
      if (!said) {
        return Optional.of(figure.figure().raw().strip());
      }
    }
    return Optional.empty();
  }

  /// Whether words occur that are not a part of a longer number.
  private static boolean stands(String words, String evidence) {
    return Pattern.compile("(?<![\\d.,])" + Pattern.quote(words) + "(?![.,]?\\d)")
        .matcher(evidence)
        .find();
  }

  /// Who gives the day also gives its month and year.
  private static boolean isWithin(String said, String evidence) {
    return evidence.equals(said) || evidence.startsWith(said + "-");
  }

  private static boolean isSame(Figure said, Figure evidence) {
    boolean scaled = evidence.scale().compareTo(BigDecimal.ONE) != 0;
    BigDecimal rounding = said.precision().divide(BigDecimal.TWO);
    return (scaled ? UNSCALED : SCALES)
        .stream()
            .map(scale -> evidence.amount().multiply(scale).abs())
            .anyMatch(
                amount -> amount.subtract(said.amount().abs()).abs().compareTo(rounding) <= 0);
  }
}
