package io.deepsearch4j.documents;

import java.math.BigDecimal;
import java.util.Objects;

/// A number as a text states it: its digits, its multiplier and what it counts.
///
/// @param value the number as written, `3.2` in `€3.2 bn`
/// @param unit `%`, `bp`, a currency code such as `EUR`, or empty
/// @param scale what the value is to be multiplied by, `1000000000` in `€3.2 bn`
/// @param raw the words themselves
public record Figure(BigDecimal value, String unit, BigDecimal scale, String raw) {
  public Figure {
    Objects.requireNonNull(value);
    Objects.requireNonNull(unit);
    Objects.requireNonNull(scale);
    Objects.requireNonNull(raw);
    if (scale.signum() <= 0) {
      throw new IllegalArgumentException("a figure's scale must be positive, not " + scale);
    }
  }

  /// The whole amount: value times scale. Basis points become per cent.
  public BigDecimal amount() {
    BigDecimal amount = value.multiply(scale);
    return unit.equals("bp") ? amount.movePointLeft(2) : amount;
  }

  /// How much one unit of the last written digit is worth, in terms of [#amount()].
  public BigDecimal precision() {
    BigDecimal digit = BigDecimal.ONE.movePointLeft(Math.max(0, value.scale())).multiply(scale);
    return unit.equals("bp") ? digit.movePointLeft(2) : digit;
  }

  /// The same figure counted as a table's unit note says, where it does not say so itself.
  Figure in(String noteUnit, BigDecimal noteScale) {
    boolean share = unit.equals("%") || unit.equals("bp");
    return share
        ? this
        : new Figure(
            value,
            unit.isEmpty() ? noteUnit : unit,
            scale.compareTo(BigDecimal.ONE) == 0 ? noteScale : scale,
            raw);
  }
}
