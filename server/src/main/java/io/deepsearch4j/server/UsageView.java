package io.deepsearch4j.server;

import io.deepsearch4j.agent.Bill;
import java.math.BigDecimal;
import java.util.List;

/// What a run has cost so far. The total is the sum of the lines.
record UsageView(Line total, List<Line> lines) {

  /// What one role, or the whole run, has cost.
  record Line(
      String role,
      long calls,
      long promptTokens,
      long cachedTokens,
      long completionTokens,
      long reasoningTokens,
      BigDecimal cost) {
    private static Line of(String role, Bill.Line line) {
      return new Line(
          role,
          line.calls(),
          line.usage().prompt(),
          line.usage().cached(),
          line.usage().completion(),
          line.usage().reasoning(),
          line.cost());
    }
  }

  static UsageView of(Bill bill) {
    return new UsageView(
        Line.of("total", bill.total()),
        bill.lines().entrySet().stream()
            .map(entry -> Line.of(entry.getKey(), entry.getValue()))
            .toList());
  }
}
