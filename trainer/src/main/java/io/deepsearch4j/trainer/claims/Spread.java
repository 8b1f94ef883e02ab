package io.deepsearch4j.trainer.claims;

import io.deepsearch4j.trainer.chart.Figures;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/// What several seeds measured, as tables print it: the mean, and the deviation of a seed from it.
final class Spread {
  private Spread() {}

  static String of(List<Double> seeds) {
    if (seeds.isEmpty()) {
      return "–";
    }
    String mean = Figures.of(Verdict.mean(seeds));
    if (seeds.size() == 1) {
      return mean;
    }
    double deviation = Math.sqrt(Verdict.variance(seeds));
    return deviation == 0 ? mean : mean + " ± " + rough(deviation);
  }

  private static String rough(double deviation) {
    return deviation < Figures.TINY
        ? String.format(Locale.ROOT, "%.0e", deviation)
        : BigDecimal.valueOf(deviation).round(new MathContext(2)).toPlainString();
  }
}
