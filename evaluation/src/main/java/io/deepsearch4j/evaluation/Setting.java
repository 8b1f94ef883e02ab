package io.deepsearch4j.evaluation;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// One way of working that is measured: a row of the report.
///
/// @param terms everything that could change its results, by name; what was measured under other
///   terms is another setting
public record Setting(String name, SortedMap<String, String> terms) {

  public Setting {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a setting needs a name");
    }
    terms = Collections.unmodifiableSortedMap(new TreeMap<>(terms));
  }

  public Setting(String name, Map<String, String> terms) {
    this(name, new TreeMap<>(terms));
  }
}
