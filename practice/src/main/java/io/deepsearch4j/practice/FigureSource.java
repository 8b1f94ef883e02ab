package io.deepsearch4j.practice;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Makes up figures in the units that reports use: millions of euros in English ones; 万元 in Chinese
/// tables and 亿元 in Chinese prose.
final class FigureSource {
  private final Chance chance;

  FigureSource(Chance chance) {
    this.chance = chance;
  }

  /// An amount as a text gives it.
  String money(Language language, int low, int high) {
    return switch (language) {
      case ENGLISH -> decimal(low, high, 1);
      case CHINESE -> decimal(Math.max(1, low / 10), high / 10, 2);
    };
  }

  /// An amount as a table gives it.
  String cell(Language language, int low, int high) {
    return switch (language) {
      case ENGLISH -> decimal(low, high, 1);
      case CHINESE -> Integer.toString(chance.between(low * 700, high * 700));
    };
  }

  static String moneyUnit(Language language) {
    return language.either("million euros", "亿元");
  }

  static String cellUnit(Language language) {
    return language.either("million euros", "万元");
  }

  /// A value for each year, no two alike, so that a reader who takes the wrong column is found out.
  Map<Integer, String> series(List<Integer> years, Supplier<String> source) {
    Map<Integer, String> series = new LinkedHashMap<>();
    for (int year : years) {
      String value = source.get();
      while (series.containsValue(value)) {
        value = source.get();
      }
      series.put(year, value);
    }
    return series;
  }

  /// A number whose last digit is never zero, so that it reads the same with and without trailing
  /// zeros.
  private String decimal(int low, int high, int places) {
    int scale = (int) Math.pow(10, places);
    int unscaled = chance.between(low * scale, high * scale);
    if (unscaled % 10 == 0) {
      unscaled += chance.between(1, 9);
    }
    return BigDecimal.valueOf(unscaled, places).toPlainString();
  }
}
