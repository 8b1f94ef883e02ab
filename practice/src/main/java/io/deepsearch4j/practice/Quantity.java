package io.deepsearch4j.practice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A number with the scale and unit that stand beside it.
///
/// @param digits as written, separators removed
/// @param scale what the words beside it multiply it by: a million, 万
/// @param scaled whether such a word was there
/// @param base what is counted (`euro`, `yuan`, `watt`, `tonne`, `percent`), or empty
record Quantity(BigDecimal digits, BigDecimal scale, boolean scaled, String base) {
  private static final BigDecimal TOLERANCE = new BigDecimal("0.005");
  private static final String SCALES =
      "hundred million|ten thousand|thousand|millions?|billions?|trillions?|mn|bn|k|m|十亿|百亿|千亿|百万|千万|万亿|亿|万|千";
  private static final String BASES =
      "euros?|eur|€|欧元|yuan|rmb|cny|人民币|元|percent|per cent|%|tonnes?|tons?|吨"
          + "|megawatts?|mw|兆瓦|gigawatts?|gw|吉瓦|kilowatts?|kw|千瓦|dollars?|usd|\\$|美元";
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<before>€|eur|\\$|usd|cny|rmb|¥)? ?(?<![0-9a-z.,])(?<digits>[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]+)?|[0-9]{1,15}(?:\\.[0-9]{1,9})?)"
              + "(?![0-9])(?: ?(?<scale>"
              + SCALES
              + ")(?![a-z]))?(?: ?(?:of |in )?(?<base>"
              + BASES
              + ")(?![a-z]))?");

  /// The quantity of a plain number and a unit such as `million euros`.
  static Quantity of(String number, String unit) {
    List<Quantity> read = in(number + " " + unit);
    if (read.size() != 1) {
      throw new IllegalArgumentException("no quantity: " + number + " " + unit);
    }
    return read.getFirst();
  }

  /// Every number of a normalised text.
  static List<Quantity> in(String text) {
    List<Quantity> quantities = new ArrayList<>();
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      BigDecimal digits = new BigDecimal(matcher.group("digits").replace(",", ""));
      String word = text(matcher, "scale");
      String unit =
          text(matcher, "base").isEmpty() ? text(matcher, "before") : text(matcher, "base");
      quantities.add(
          new Quantity(digits, factor(word).multiply(watts(unit)), !word.isEmpty(), base(unit)));
    }
    return quantities;
  }

  /// Whether somebody who says this says the truth.
  boolean gives(Quantity truth) {
    if (!base.isEmpty() && !base.equals(truth.base)) {
      return false;
    }
    // A bare number is meant in the unit of the truth.
    BigDecimal meant = base.isEmpty() && !scaled ? truth.scale : scale;
    BigDecimal said = digits.multiply(meant);
    BigDecimal is = truth.digits.multiply(truth.scale);
    if (said.compareTo(is) == 0) {
      return true;
    }
    BigDecimal step = lastDigit().multiply(meant);
    BigDecimal rounded = is.divide(step, 0, RoundingMode.HALF_UP).multiply(step);
    return rounded.compareTo(said) == 0
        && said.subtract(is).abs().compareTo(is.abs().multiply(TOLERANCE)) <= 0;
  }

  /// Whether the same figure is written, whatever its unit.
  boolean looksLike(Quantity other) {
    return digits.compareTo(other.digits) == 0;
  }

  /// The worth of the last digit that is not an empty zero: 10 for 1230, 0.1 for 4.5.
  private BigDecimal lastDigit() {
    BigDecimal stripped = digits.stripTrailingZeros();
    return stripped.signum() == 0
        ? BigDecimal.ONE
        : BigDecimal.ONE.scaleByPowerOfTen(-stripped.scale());
  }

  private static String text(Matcher matcher, String group) {
    String text = matcher.group(group);
    return text == null ? "" : text;
  }

  private static BigDecimal factor(String word) {
    int power =
        switch (word) {
          case "thousand", "k", "千" -> 3;
          case "万", "ten thousand" -> 4;
          case "million", "millions", "mn", "m", "百万" -> 6;
          case "千万" -> 7;
          case "亿", "hundred million" -> 8;
          case "billion", "billions", "bn", "十亿" -> 9;
          case "百亿" -> 10;
          case "千亿" -> 11;
          case "trillion", "trillions", "万亿" -> 12;
          default -> 0;
        };
    return BigDecimal.ONE.scaleByPowerOfTen(power);
  }

  private static BigDecimal watts(String unit) {
    int power =
        switch (unit) {
          case "kilowatt", "kilowatts", "kw", "千瓦" -> 3;
          case "megawatt", "megawatts", "mw", "兆瓦" -> 6;
          case "gigawatt", "gigawatts", "gw", "吉瓦" -> 9;
          default -> 0;
        };
    return BigDecimal.ONE.scaleByPowerOfTen(power);
  }

  private static String base(String unit) {
    return switch (unit) {
      case "euro", "euros", "eur", "€", "欧元" -> "euro";
      case "yuan", "rmb", "cny", "人民币", "元", "¥" -> "yuan";
      case "dollar", "dollars", "usd", "$", "美元" -> "dollar";
      case "percent", "per cent", "%" -> "percent";
      case "tonne", "tonnes", "ton", "tons", "吨" -> "tonne";
      case "kilowatt",
          "kilowatts",
          "kw",
          "千瓦",
          "megawatt",
          "megawatts",
          "mw",
          "兆瓦",
          "gigawatt",
          "gigawatts",
          "gw",
          "吉瓦" ->
          "watt";
      default -> "";
    };
  }
}
