package io.deepsearch4j.trainer.claims;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What one seed of an arm measured.
///
/// @param seconds that it took
/// @param diverged whether its gradient ceased to be a number; it then counts as knowing nothing
/// @param values what it measured; a run that diverged lacks some
/// @param curve how it went
record Trial(
    String arm,
    long seed,
    double seconds,
    boolean diverged,
    Map<Metric, Double> values,
    List<Point> curve) {
  Trial {
    Objects.requireNonNull(arm);
    values = values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(values));
    curve = List.copyOf(curve);
  }

  /// The means of some steps in a row.
  ///
  /// @param tokens learnt from at their end
  record Point(
      long tokens, double loss, double gradientNorm, double violation, double windowViolation) {}
}
