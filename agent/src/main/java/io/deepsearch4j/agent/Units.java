package io.deepsearch4j.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says a table's figure with the unit that its header, its label or the table's note gives it.
final class Units {
  private static final String PIECE =
      "(?:%|‰|per ?cent|euros?|EUR|€|USD|GBP|CNY|RMB|CHF|US dollars?|dollars?|pounds?|yuan|\\$|£|¥|人民币|元|美元|欧元|英镑"
          + "|thousands?|millions?|billions?|trillions?|mn|bn|m|k|亿|千万|百万|万|千"
          + "|[GMTk]Wh?|MWp|GWp|(?:kilo|mega|giga|tera)watts?(?:[- ]hours?)?|tonnes?|tons?|kt|Mt|kg|km2?|ha|hectares?|barrels?|litres?|units?"
          + "|吨|公斤|千瓦时|兆瓦时?|吉瓦时?|千瓦|公顷|平方公里|台|辆|件|人次|人|名|of|per|and)";
  private static final Pattern UNIT =
      Pattern.compile(
          "(?<![\\p{L}\\d])(?:" + PIECE + "[\\s.]*)+(?![a-z])(?=$|[^\\p{L}\\d])",
          Pattern.CASE_INSENSITIVE);
  private static final String LOOSE_ENDS =
      "(?i)^(?:(?:of|per|and)\\b\\s*)+|(?:\\s*\\b(?:of|per|and))+$";
  private static final Pattern BRACKETED =
      Pattern.compile("[(\uff08\\[]([^)\uff09\\]]{1,40})[)\uff09\\]]");
  private static final Pattern NOTE =
      Pattern.compile(
          "(?:单位\\s?[:\uff1a]\\s?|\\b(?:in|unit:?|units:?)\\s)([^;,。()\uff1b\uff0c\uff08\uff09]{1,40})",
          Pattern.CASE_INSENSITIVE);

  private static final List<Pattern> CURRENCIES =
      List.of(
          Pattern.compile("euros?\\b|\\bEUR\\b|€|欧元", Pattern.CASE_INSENSITIVE),
          Pattern.compile("dollars?\\b|\\bUSD\\b|\\$|美元", Pattern.CASE_INSENSITIVE),
          Pattern.compile("pounds?\\b|\\bGBP\\b|£|英镑", Pattern.CASE_INSENSITIVE),
          Pattern.compile("yuan\\b|\\b(?:CNY|RMB)\\b|¥|人民币|(?<![美欧日])元", Pattern.CASE_INSENSITIVE));

  private Units() {}

  /// Which currency a text names, if any, in a form that can only be compared.
  static Optional<String> currency(String text) {
    return CURRENCIES.stream()
        .filter(currency -> currency.matcher(text).find())
        .map(Pattern::pattern)
        .findFirst();
  }

  /// The figure with its unit.
  ///
  /// @param places where a unit may be named, the nearest first
  static String with(String figure, List<String> places) {
    boolean percent = figure.contains("%");
    boolean words = figure.codePoints().anyMatch(Character::isLetter);
    if (percent || words) {
      return figure;
    }
    return places.stream()
        .map(Units::in)
        .flatMap(Optional::stream)
        .findFirst()
        .map(unit -> unit.equals("%") ? figure + "%" : join(figure, unit))
        .orElse(figure);
  }

  private static String join(String figure, String unit) {
    return Folded.hasIdeographs(unit) ? figure + unit : figure + " " + unit;
  }

  /// The unit a text names in brackets, after `in`, or after `单位`.
  static Optional<String> in(String text) {
    for (Pattern place : List.of(BRACKETED, NOTE)) {
      Matcher matcher = place.matcher(text);
      while (matcher.find()) {
        Matcher unit = UNIT.matcher(matcher.group(1));
        while (unit.find()) {
          String said = said(unit.group().strip());
          if (!said.isEmpty()) {
            return Optional.of(said);
          }
        }
      }
    }
    Matcher whole = UNIT.matcher(text.strip());
    return whole.matches()
        ? Optional.of(said(text.strip())).filter(said -> !said.isEmpty())
        : Optional.empty();
  }

  /// Every unit that a text names in brackets, after `in`, or after `单位`, as it is written there.
  static List<String> written(String text) {
    List<String> units = new ArrayList<>();
    for (Pattern place : List.of(BRACKETED, NOTE)) {
      Matcher matcher = place.matcher(text);
      while (matcher.find()) {
        Matcher unit = UNIT.matcher(matcher.group(1));
        while (unit.find()) {
          String said = unit.group().replaceAll(LOOSE_ENDS, "").strip();
          if (!said.isEmpty() && !units.contains(said)) {
            units.add(said);
          }
        }
      }
    }
    return units;
  }

  private static String said(String unit) {
    return unit.replaceAll("(?i)\\b(thousand|million|billion|trillion)s\\b( of)?", "$1")
        .replaceAll(LOOSE_ENDS, "")
        .strip();
  }
}
