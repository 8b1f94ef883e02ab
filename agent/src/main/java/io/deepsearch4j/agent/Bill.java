package io.deepsearch4j.agent;

import io.deepsearch4j.chat.Usage;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a run has cost so far, by role. The total is computed from the lines, so they always agree.
public record Bill(SortedMap<String, Line> lines) {

  /// The bill of a run that has bought nothing.
  public static final Bill NOTHING = new Bill(Collections.emptySortedMap());

  /// What one role, or the whole run, has cost.
  public record Line(long calls, Usage usage, BigDecimal cost) {
    public static final Line NOTHING = new Line(0, Usage.NONE, BigDecimal.ZERO);

    public Line plus(Line other) {
      return new Line(calls + other.calls, usage.plus(other.usage), cost.add(other.cost));
    }
  }

  public Bill {
    lines = Collections.unmodifiableSortedMap(new TreeMap<>(lines));
  }

  /// All lines together.
  public Line total() {
    return lines.values().stream().reduce(Line.NOTHING, Line::plus);
  }

  Bill plus(String role, Line line) {
    var sum = new TreeMap<>(lines);
    sum.merge(role, line, Line::plus);
    return new Bill(sum);
  }

  static Bill of(Map<String, Line> lines) {
    return new Bill(new TreeMap<>(lines));
  }
}
