package io.deepsearch4j.evaluation;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A report as files: `report.json` for programs, `report.md` for people.
public final class ReportFiles {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ReportFiles() {}

  /// Writes both into a folder, over what was there.
  public static void write(Report report, Path folder) {
    WholeFile.write(folder.resolve("report.json"), JSON.writeValueAsString(report) + "\n");
    WholeFile.write(folder.resolve("report.md"), markdown(report));
  }

  static String markdown(Report report) {
    var text = new StringBuilder("# " + cell(report.tasks()) + "\n\n");
    line(
        text,
        List.of(
            "setting",
            "slice",
            "asked",
            "right",
            "accuracy",
            "95 % interval",
            "tool calls",
            "model calls",
            "tokens",
            "thinking tokens",
            "invalid actions",
            "seconds",
            "slowest tenth"));
    text.append("| --- | --- |").append(" ---: |".repeat(11)).append('\n');
    for (Slice slice : report.slices()) {
      line(
          text,
          List.of(
              slice.setting(),
              slice.words(),
              String.valueOf(slice.asked()),
              String.valueOf(slice.right()),
              percent(slice.accuracy()),
              percent(slice.interval().low()) + " to " + percent(slice.interval().high()),
              one(slice.toolCalls()),
              one(slice.modelCalls()),
              one(slice.promptTokens() + slice.completionTokens()),
              one(slice.thinkingTokens()),
              String.valueOf(slice.invalidActions()),
              one(slice.seconds()),
              one(slice.slowestTenth())));
    }
    if (!report.comparisons().isEmpty()) {
      text.append("\nThe same tasks under two settings:\n\n");
      line(
          text,
          List.of(
              "first",
              "second",
              "both right",
              "only first",
              "only second",
              "neither",
              "difference",
              "95 % interval",
              "chance"));
      text.append("| --- | --- |").append(" ---: |".repeat(7)).append('\n');
    }
    for (Comparison two : report.comparisons()) {
      line(
          text,
          List.of(
              two.first(),
              two.second(),
              String.valueOf(two.both()),
              String.valueOf(two.onlyFirst()),
              String.valueOf(two.onlySecond()),
              String.valueOf(two.neither()),
              percent(two.difference()),
              percent(two.interval().low()) + " to " + percent(two.interval().high()),
              two.chanceWords()));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append(
        cells.stream().map(ReportFiles::cell).collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  private static String cell(String text) {
    return text.replaceAll("[\\s\\p{Cntrl}]+", " ").replace("|", "\\|");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String one(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
