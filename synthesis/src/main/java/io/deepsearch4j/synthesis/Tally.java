package io.deepsearch4j.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What came of making lessons: how many of each kind, and how often the oracle itself was right.
///
/// @param lessons by kind
/// @param characters of all lessons, prompts included
/// @param asked questions by hops
/// @param right those of them that the oracle answered rightly
/// @param failures one line for each of the others
public record Tally(
    Map<String, Integer> lessons,
    long characters,
    Map<Integer, Integer> asked,
    Map<Integer, Integer> right,
    List<String> failures) {

  public static final Tally NOTHING = new Tally(Map.of(), 0, Map.of(), Map.of(), List.of());

  public Tally {
    lessons = Map.copyOf(lessons);
    asked = Map.copyOf(asked);
    right = Map.copyOf(right);
    failures = List.copyOf(failures);
  }

  /// Both together.
  public Tally plus(Tally other) {
    List<String> all = new ArrayList<>(failures);
    all.addAll(other.failures);
    return new Tally(
        sum(lessons, other.lessons),
        characters + other.characters,
        sum(asked, other.asked),
        sum(right, other.right),
        all);
  }

  /// Lessons of all kinds.
  public int count() {
    return lessons.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static <K extends Comparable<K>> Map<K, Integer> sum(
      Map<K, Integer> one, Map<K, Integer> other) {
    Map<K, Integer> sum = new TreeMap<>(one);
    other.forEach((key, count) -> sum.merge(key, count, Integer::sum));
    return sum;
  }
}
