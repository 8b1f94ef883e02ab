package io.deepsearch4j.trainer.claims;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/// Numbers as tables print them: four digits that count.
final class Figures {
  private static final MathContext DIGITS = new MathContext(4);
  private static final double TINY = 1e-3;

  private Figures() {}

  static String of(double value) {
    if (!Double.isFinite(value)) {
      return "none";
    }
    double size = Math.abs(value);
    if (size >= 1000) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    if (size > 0 && size < TINY) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    return BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }

  /// The mean, and the deviation of a seed from it.
  static String of(List<Double> seeds) {
    if (seeds.isEmpty()) {
      return "–";
    }
    String mean = of(Verdict.mean(seeds));
    if (seeds.size() == 1) {
      return mean;
    }
    double deviation = Math.sqrt(Verdict.variance(seeds));
    return deviation == 0 ? mean : mean + " ± " + rough(deviation);
  }

  private static String rough(double deviation) {
    return deviation < TINY
        ? String.format(Locale.ROOT, "%.0e", deviation)
        : BigDecimal.valueOf(deviation).round(new MathContext(2)).toPlainString();
  }
}
