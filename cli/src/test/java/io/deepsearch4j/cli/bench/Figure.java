package io.deepsearch4j.cli.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/// One quantity, measured in several repeats.
///
/// @param what is measured, in words
/// @param goal what we want it to be, or empty
/// @param values one for each repeat, in order, to four digits
/// @param median of the values
/// @param best of the values
record Figure(
    String what,
    String unit,
    Better better,
    String goal,
    double median,
    double best,
    List<Double> values) {

  /// Which values are good ones.
  enum Better {
    HIGHER,
    LOWER
  }

  static Figure higher(String what, String unit, String goal, List<Double> values) {
    return of(what, unit, Better.HIGHER, goal, values);
  }

  static Figure lower(String what, String unit, String goal, List<Double> values) {
    return of(what, unit, Better.LOWER, goal, values);
  }

  private static Figure of(
      String what, String unit, Better better, String goal, List<Double> values) {
    List<Double> rounded = values.stream().map(Figure::rounded).toList();
    List<Double> sorted = rounded.stream().sorted().toList();
    return new Figure(
        what,
        unit,
        better,
        goal,
        rounded(percentile(sorted, 50)),
        switch (better) {
          case HIGHER -> sorted.getLast();
          case LOWER -> sorted.getFirst();
        },
        rounded);
  }

  /// Of sorted values: the smallest that so many per cent do not exceed; the median of an even
  /// number is the mean of the middle two.
  static double percentile(List<Double> sorted, int percent) {
    int size = sorted.size();
    if (percent == 50 && size % 2 == 0) {
      return (sorted.get(size / 2 - 1) + sorted.get(size / 2)) / 2;
    }
    return sorted.get(Math.max(0, Math.ceilDiv(size * percent, 100) - 1));
  }

  private static double rounded(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(4)).doubleValue();
  }
}
