package io.deepsearch4j.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What one benchmark has measured, as it is kept.
///
/// @param command that measures it again
/// @param date in UTC
/// @param loadBefore threads that wanted a core in the minute before, on average: above zero, the
///   machine was not ours alone
record Results(
    String format,
    String benchmark,
    String command,
    String date,
    Machine machine,
    double loadBefore,
    List<Figure> figures) {
  static final String FORMAT = "deepsearch4j/benchmark/1";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /// Writes `NAME.json`.
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(benchmark + ".json"), JSON.writeValueAsString(this) + "\n");
  }

  /// A line for each figure.
  String table() {
    var lines = new StringBuilder();
    for (Figure figure : figures) {
      lines.append(
          String.format(
              Locale.ROOT,
              "%-10s %-62s %10s %-9s best %10s  of %d  %s%n",
              benchmark,
              figure.what(),
              number(figure.median()),
              figure.unit(),
              number(figure.best()),
              figure.values().size(),
              figure.goal().isEmpty() ? "" : "goal " + figure.goal()));
    }
    return lines.toString();
  }

  private static String number(double value) {
    return value >= 1_000
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.3g", value);
  }
}
