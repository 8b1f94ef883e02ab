package io.deepsearch4j.trainer.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Numbers as tables and axes print them: four digits that count.
public final class Figures {
  /// Smaller sizes are printed with an exponent.
  public static final double TINY = 1e-3;

  private static final MathContext DIGITS = new MathContext(4);

  private Figures() {}

  public static String of(double value) {
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
}
