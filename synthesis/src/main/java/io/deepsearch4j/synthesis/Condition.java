package io.deepsearch4j.synthesis;

import io.deepsearch4j.practice.Fact;
import io.deepsearch4j.practice.Relation;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One thing that a description says of what it describes.
///
/// @param value a name, a year, or a part of a decade
record Condition(Relation relation, String value) {
  private static final Pattern PLACE_AND_YEAR =
      Pattern.compile("(?<verb>based|grew up) (?<place>.+) (?:founded|born) (?<when>.+)");
  private static final Pattern CITES = Pattern.compile("cites (.+) ; (.+)");
  private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
  private static final Pattern ENGLISH_SPAN =
      Pattern.compile("(?<part>early |late |mid-)(?<decade>[0-9]{3}0)s");
  private static final Pattern CHINESE_SPAN =
      Pattern.compile("(?:(?<century>[0-9]{2})世纪)?(?<decade>[0-9]{2,4})年代(?<part>初期|中期|末期)");

  /// What the words of a described start say, without its question mark; empty for other words.
  static List<Condition> read(String words) {
    Matcher place = PLACE_AND_YEAR.matcher(words);
    if (place.matches()) {
      boolean person = place.group("verb").equals("grew up");
      return List.of(
          new Condition(
              person ? Relation.HOME_TOWN : Relation.HEADQUARTERS, place.group("place").strip()),
          new Condition(person ? Relation.BORN : Relation.FOUNDED, place.group("when").strip()));
    }
    Matcher cites = CITES.matcher(words);
    return cites.matches()
        ? List.of(
            new Condition(Relation.CITES, cites.group(1).strip()),
            new Condition(Relation.CITES, cites.group(2).strip()))
        : List.of();
  }

  /// Whether a fact meets it.
  boolean isMetBy(Fact fact, Truth truth) {
    if (fact.relation() != relation) {
      return false;
    }
    return switch (relation.answers()) {
      case YEAR -> holds(Integer.parseInt(fact.value()));
      case NAME, NUMBER, DATE, CODE -> truth.isCalled(fact.value(), value);
    };
  }

  /// Whether a year, or a part of a decade, is or holds a year.
  boolean holds(int year) {
    if (YEAR.matcher(value).matches()) {
      return Integer.parseInt(value) == year;
    }
    Matcher english = ENGLISH_SPAN.matcher(value);
    if (english.matches()) {
      return within(year, Integer.parseInt(english.group("decade")), english.group("part"));
    }
    Matcher chinese = CHINESE_SPAN.matcher(value);
    if (!chinese.matches()) {
      return false;
    }
    String century = chinese.group("century");
    int decade = Integer.parseInt(chinese.group("decade"));
    int first = century == null ? decade : (Integer.parseInt(century) - 1) * 100 + decade;
    return within(year, first, chinese.group("part"));
  }

  private static boolean within(int year, int decade, String part) {
    int digit = year - decade;
    return switch (part) {
      case "early ", "初期" -> digit >= 0 && digit <= 3;
      case "mid-", "中期" -> digit >= 4 && digit <= 6;
      default -> digit >= 7 && digit <= 9;
    };
  }
}
