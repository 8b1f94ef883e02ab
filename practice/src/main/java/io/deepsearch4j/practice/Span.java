package io.deepsearch4j.practice;

import io.deepsearch4j.practice.QuestionWish.Clarity;

/// Years that go by one name: a single year, or the early, middle or late part of a decade.
record Span(int first, int last) {

  static Span around(String year, Clarity clarity) {
    int exact = Integer.parseInt(year);
    if (clarity == Clarity.PLAIN) {
      return new Span(exact, exact);
    }
    int decade = exact / 10 * 10;
    int digit = exact % 10;
    if (digit <= 3) {
      return new Span(decade, decade + 3);
    }
    return digit <= 6 ? new Span(decade + 4, decade + 6) : new Span(decade + 7, decade + 9);
  }

  boolean holds(String year) {
    int exact = Integer.parseInt(year);
    return first <= exact && exact <= last;
  }

  /// `1987`, `the early 1990s`, `20世纪90年代初`.
  String words(Language language) {
    if (first == last) {
      return language.either(Integer.toString(first), first + "年");
    }
    int decade = first / 10 * 10;
    int part = first % 10 == 0 ? 0 : first % 10 == 4 ? 1 : 2;
    String english =
        switch (part) {
          case 0 -> "early";
          case 1 -> "middle";
          default -> "late";
        };
    String chinese =
        switch (part) {
          case 0 -> "初期";
          case 1 -> "中期";
          default -> "末期";
        };
    String century =
        decade % 100 == 0 ? Integer.toString(decade) : (decade / 100 + 1) + "世纪" + decade % 100;
    return language.either(
        (part == 1 ? "the mid-" : "the " + english + " ") + decade + "s", century + "年代" + chinese);
  }
}
