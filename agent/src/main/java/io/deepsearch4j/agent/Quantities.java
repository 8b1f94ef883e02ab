package io.deepsearch4j.agent;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The quantities a text states, as numbers that can be compared whatever their scale and their
/// digits: `1.2 billion`, `1,200 million`, `12亿`.
final class Quantities {
  private static final Map<String, BigDecimal> SCALES =
      Map.ofEntries(
          scale("thousand", 3),
          scale("k", 3),
          scale("million", 6),
          scale("millions", 6),
          scale("mn", 6),
          scale("m", 6),
          scale("billion", 9),
          scale("billions", 9),
          scale("bn", 9),
          scale("trillion", 12),
          scale("千", 3),
          scale("万", 4),
          scale("十万", 5),
          scale("百万", 6),
          scale("千万", 7),
          scale("亿", 8),
          scale("十亿", 9),
          scale("百亿", 10),
          scale("万亿", 12));
  private static final String SCALE =
      "thousand|millions?|billions?|trillion|mn|bn|m|k|万亿|百亿|十亿|亿|千万|百万|十万|万|千";
  private static final Pattern QUANTITY =
      Pattern.compile(
          "(?<![A-Za-z\\d.,])(\\(?[-\u2212]?)(\\d+(?:[,\u00a0\u202f'\u2009]\\d{3})*(?:[.,]\\d+)?)(?![\\d])(\\s?%|\\s?per ?cent\\b)?(?:\\s?("
              + SCALE
              + ")(?![a-z]))?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LOOSE_SCALE =
      Pattern.compile(
          "(?<![\\d.]\\s?)(?<![a-z])(thousand|million|billion|trillion|mn|bn)s?\\b|(?<=[(:：(\\s])(百万|千|万|亿)(?=元|美元|欧元|人)",
          Pattern.CASE_INSENSITIVE);

  private Quantities() {}

  private static Map.Entry<String, BigDecimal> scale(String word, int zeros) {
    return Map.entry(word, BigDecimal.TEN.pow(zeros));
  }

  /// A quantity.
  ///
  /// @param number as written, without its scale
  /// @param step the worth of its last digit, without its scale
  /// @param scale what it is multiplied by
  /// @param scaled whether the scale is written beside it
  record Quantity(
      BigDecimal number,
      BigDecimal step,
      BigDecimal scale,
      boolean scaled,
      boolean percent,
      Span span) {

    BigDecimal value() {
      return number.multiply(scale);
    }

    /// Whether two are the same, or one is the other rounded to its own last digit and by no more
    /// than half a percent.
    boolean same(Quantity other) {
      if (percent != other.percent) {
        return false;
      }
      BigDecimal difference = value().subtract(other.value()).abs();
      if (difference.signum() == 0) {
        return true;
      }
      BigDecimal coarser = step.multiply(scale).max(other.step.multiply(other.scale));
      BigDecimal larger = value().abs().max(other.value().abs());
      return difference.multiply(BigDecimal.TWO).compareTo(coarser) <= 0
          && difference.multiply(BigDecimal.valueOf(200)).compareTo(larger) <= 0;
    }

    /// The same number read with another scale, for figures whose scale stands in a note.
    Quantity read(BigDecimal otherScale) {
      return new Quantity(number, step, otherScale, true, percent, span);
    }
  }

  /// The quantities of a text, in order, without those inside dates.
  static List<Quantity> in(String text) {
    List<Span> dates = ValueSpans.of(AnswerType.DATE, text);
    var quantities = new ArrayList<Quantity>();
    Matcher matcher = QUANTITY.matcher(text);
    while (matcher.find()) {
      var span = new Span(matcher.start(2), matcher.end());
      if (matcher.group(2).length() <= 30 && dates.stream().noneMatch(span::overlaps)) {
        quantities.add(quantity(matcher, span));
      }
    }
    return quantities;
  }

  private static Quantity quantity(Matcher matcher, Span span) {
    BigDecimal number = number(matcher.group(2));
    if (matcher.group(1).matches("[-\u2212]")) {
      number = number.negate();
    }
    String scale = matcher.group(4);
    return new Quantity(
        number,
        BigDecimal.ONE.movePointLeft(number.scale()),
        scale == null
            ? BigDecimal.ONE
            : SCALES.getOrDefault(scale.toLowerCase(Locale.ROOT), BigDecimal.ONE),
        scale != null,
        matcher.group(3) != null,
        span);
  }

  /// Three digits after the only comma make it a separator; any other number of them a decimal one.
  private static BigDecimal number(String written) {
    String plain = written.replaceAll("[\u00a0\u202f'\u2009]", "");
    String digits =
        plain.matches("\\d+,\\d{1,2}|\\d+,\\d{4,}")
            ? plain.replace(',', '.')
            : plain.replaceAll(",(?=\\d{3}(?:\\D|$))", "").replace(",", ".");
    int last = digits.lastIndexOf('.');
    String single =
        digits.substring(0, Math.max(0, last)).replace(".", "")
            + digits.substring(Math.max(0, last));
    return new BigDecimal(single);
  }

  /// The scales a text names without a number before them, as in `in millions of euros`.
  static List<BigDecimal> looseScales(String text) {
    var scales = new ArrayList<BigDecimal>();
    Matcher matcher = LOOSE_SCALE.matcher(text);
    while (matcher.find()) {
      String word = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      BigDecimal scale = SCALES.get(word.toLowerCase(Locale.ROOT));
      if (scale != null) {
        scales.add(scale);
      }
    }
    return scales;
  }
}
