package io.deepsearch4j.server;

import io.deepsearch4j.agent.Bill;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What many runs have cost together, split one way. However it is split, tokens, money and calls
/// are those of the runs' own bills.
///
/// @param lines in the order of their keys
/// @param total their sum; a run that has a part in several lines counts once
record SpendingView(By by, List<Spending> lines, Spending total) {

  /// How it is split.
  enum By {
    /// The day, in UTC, on which the run was asked for.
    DAY,
    /// The model; calls that asked none have the empty key.
    MODEL,
    /// Who asked for the run; whoever runs the server has the empty key.
    USER,
    /// What the calls were for, as in the usage of a run.
    STAGE
  }

  /// One line, or the total.
  ///
  /// @param key what the line is about; absent in the total
  /// @param runs how many had a part in it
  record Spending(
      @Nullable String key,
      int runs,
      long calls,
      long promptTokens,
      long cachedTokens,
      long completionTokens,
      long reasoningTokens,
      BigDecimal cost) {}

  /// Adds up bills. Not safe to share.
  static final class Sum {
    private final SortedMap<String, Bill.Line> lines = new TreeMap<>();
    private final SortedMap<String, Integer> runs = new TreeMap<>();
    private int allRuns;

    /// Adds what one run has cost, split by key.
    void add(Map<String, Bill.Line> split) {
      allRuns++;
      split.forEach(
          (key, line) -> {
            lines.merge(key, line, Bill.Line::plus);
            runs.merge(key, 1, Integer::sum);
          });
    }

    SpendingView view(By by) {
      Bill.Line total = lines.values().stream().reduce(Bill.Line.NOTHING, Bill.Line::plus);
      return new SpendingView(
          by,
          lines.entrySet().stream()
              .map(
                  entry ->
                      spending(
                          entry.getKey(), runs.getOrDefault(entry.getKey(), 0), entry.getValue()))
              .toList(),
          spending(null, allRuns, total));
    }

    private static Spending spending(@Nullable String key, int runs, Bill.Line line) {
      return new Spending(
          key,
          runs,
          line.calls(),
          line.usage().prompt(),
          line.usage().cached(),
          line.usage().completion(),
          line.usage().reasoning(),
          line.cost());
    }
  }
}
