package io.deepsearch4j.server;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/// What a run may come to before it is started.
///
/// @param basedOn how many runs it is taken from; 0 where there are too few, and then it says
///   nothing but what the limits allow
/// @param minutes of active time
record EstimateView(
    int basedOn, RangeView tokens, RangeView cost, RangeView minutes, LimitsView limits) {

  /// From the tenth part from below to the tenth part from above, or from nothing to a limit.
  record RangeView(BigDecimal low, BigDecimal high) {

    static RangeView upTo(BigDecimal most) {
      return new RangeView(BigDecimal.ZERO, most);
    }

    /// What lies between of what was seen; never more than a limit allows.
    static RangeView of(List<BigDecimal> seen, BigDecimal most) {
      List<BigDecimal> sorted = seen.stream().sorted(Comparator.naturalOrder()).toList();
      return new RangeView(at(sorted, 10).min(most), at(sorted, 90).min(most));
    }

    // By nearest rank: a figure that was seen, not one in between.
    private static BigDecimal at(List<BigDecimal> sorted, int percent) {
      int rank = (sorted.size() * percent + 99) / 100;
      return sorted.get(rank - 1);
    }
  }
}
