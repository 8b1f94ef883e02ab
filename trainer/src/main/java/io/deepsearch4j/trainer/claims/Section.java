package io.deepsearch4j.trainer.claims;

import io.deepsearch4j.trainer.chart.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/// What one experiment found, as Markdown: how it was made, what was measured, what it says.
final class Section {
  private final Experiment experiment;
  private final Results results;
  private final StringBuilder text = new StringBuilder();

  private Section(Experiment experiment, Results results) {
    this.experiment = experiment;
    this.results = results;
  }

  /// @param command that made it
  /// @param picture the file beside the document
  static String of(Experiment experiment, Results results, String command, String picture) {
    var section = new Section(experiment, results);
    section.made(command);
    section.measured();
    section.said();
    return section.text + "\n![" + experiment.name() + "](" + picture + ")\n";
  }

  private List<Trial> trials() {
    return experiment.arms().stream().flatMap(arm -> results.trials(arm).stream()).toList();
  }

  private void made(String command) {
    double minutes = trials().stream().mapToDouble(Trial::seconds).sum() / 60;
    text.append(
        String.format(
            Locale.ROOT,
            "Made by `%s`%s: %d runs of %s tokens, %d seeds of each, %.1f minutes.\n\n",
            command,
            results.scale().equals(Scale.FULL) ? "" : ", **too small to say anything**",
            trials().size(),
            tokens(),
            results.scale().seeds().size(),
            minutes));
  }

  private String tokens() {
    long tokens =
        experiment.arms().stream()
            .mapToLong(arm -> results.arms().named(arm).tokens())
            .max()
            .orElse(0);
    return String.format(Locale.ROOT, "%,d", tokens);
  }

  private void measured() {
    var head = new ArrayList<String>(List.of("arm"));
    experiment.columns().forEach(metric -> head.add(metric.label()));
    row(head);
    row(head.stream().map(_ -> "---").toList());
    for (String arm : experiment.arms()) {
      var cells = new ArrayList<String>();
      long diverged = results.trials(arm).stream().filter(Trial::diverged).count();
      cells.add(results.title(arm) + (diverged == 0 ? "" : " (" + diverged + " diverged)"));
      experiment.columns().forEach(metric -> cells.add(Spread.of(results.values(arm, metric))));
      row(cells);
    }
  }

  private void said() {
    text.append('\n');
    row(List.of("claim", "verdict", "gain", "noise"));
    row(List.of("---", "---", "---", "---"));
    for (Statement statement : experiment.statements().apply(results)) {
      row(said(statement, results));
    }
  }

  private static List<String> said(Statement statement, Results results) {
    return statement
        .verdict(results)
        .map(
            verdict ->
                List.of(
                    statement.text(),
                    verdict.outcome().words(),
                    Figures.of(verdict.gain()),
                    Figures.of(verdict.noise())))
        .orElseGet(() -> List.of(statement.text(), "cannot be told: a run diverged", "–", "–"));
  }

  private void row(List<String> cells) {
    var row = new StringJoiner(" | ", "| ", " |\n");
    cells.forEach(row::add);
    text.append(row);
  }
}
