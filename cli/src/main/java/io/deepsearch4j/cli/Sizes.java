package io.deepsearch4j.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Large numbers as people read them.
final class Sizes {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

  private Sizes() {}

  /// `41.2 GB`: three digits and a unit, each a thousand times the one before.
  static String bytes(long bytes) {
    BigDecimal left = new BigDecimal(bytes).round(new MathContext(bytes < 1_000 ? 0 : 3));
    int unit = 0;
    while (left.compareTo(BigDecimal.valueOf(1_000)) >= 0) {
      left = left.movePointLeft(3);
      unit++;
    }
    return left.stripTrailingZeros().toPlainString() + " " + UNITS[unit];
  }

  /// `73,765,885,408`.
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
