package io.deepsearch4j.cli;

import io.deepsearch4j.evaluation.Comparison;
import io.deepsearch4j.evaluation.Interval;
import io.deepsearch4j.evaluation.Report;
import io.deepsearch4j.evaluation.Slice;
import java.io.PrintStream;
import java.util.Locale;

/// A report of an evaluation as it stands in a terminal.
final class EvaluationTable {
  private EvaluationTable() {}

  static void print(Report report, PrintStream out) {
    var table =
        new Table(
            "setting", "slice", "asked", "right", "%", "95 %", "tools", "calls", "tokens",
            "thought", "invalid", "seconds");
    report.slices().forEach(slice -> row(table, slice));
    table.print(out);
    if (report.comparisons().isEmpty()) {
      return;
    }
    out.println();
    var pairs =
        new Table(
            "first",
            "second",
            "both",
            "only first",
            "only second",
            "neither",
            "difference",
            "95 %",
            "chance");
    report.comparisons().forEach(two -> row(pairs, two));
    pairs.print(out);
  }

  private static void row(Table table, Slice slice) {
    table.row(
        slice.setting(),
        slice.words(),
        String.valueOf(slice.asked()),
        String.valueOf(slice.right()),
        number(100 * slice.accuracy()),
        percent(slice.interval()),
        number(slice.toolCalls()),
        number(slice.modelCalls()),
        number(slice.promptTokens() + slice.completionTokens()),
        number(slice.thinkingTokens()),
        String.valueOf(slice.invalidActions()),
        String.format(Locale.ROOT, "%.2f", slice.seconds()));
  }

  private static void row(Table table, Comparison two) {
    table.row(
        two.first(),
        two.second(),
        String.valueOf(two.both()),
        String.valueOf(two.onlyFirst()),
        String.valueOf(two.onlySecond()),
        String.valueOf(two.neither()),
        number(100 * two.difference()),
        percent(two.interval()),
        two.chanceWords());
  }

  private static String percent(Interval interval) {
    return number(100 * interval.low()) + " to " + number(100 * interval.high());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
