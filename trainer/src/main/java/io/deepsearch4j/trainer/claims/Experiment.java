package io.deepsearch4j.trainer.claims;

import io.deepsearch4j.trainer.chart.Panel;
import java.util.List;
import java.util.function.Function;

/// One idea put to the test: some arms side by side, what is said of them, and how it looks.
///
/// @param name what the command and the document call it
/// @param arms by name, in the order of the table
/// @param columns of the table
/// @param statements which may depend on what was measured: the best of several is known then
/// @param panels of the picture
record Experiment(
    String name,
    List<String> arms,
    List<Metric> columns,
    Function<Results, List<Statement>> statements,
    Function<Results, List<Panel>> panels) {
  Experiment {
    arms = List.copyOf(arms);
    columns = List.copyOf(columns);
  }
}
