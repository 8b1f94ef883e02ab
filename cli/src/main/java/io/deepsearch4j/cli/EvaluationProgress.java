package io.deepsearch4j.cli;

import io.deepsearch4j.evaluation.TaskRecord;
import io.deepsearch4j.report.Plain;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Shows how far an evaluation is: a status line in a terminal, elsewhere a line at every tenth.
final class EvaluationProgress implements Consumer<TaskRecord> {
  private final Screen screen;
  private final LongSupplier nanos;
  private final String setting;
  private final int open;
  private final long start;
  private int done;
  private int right;

  /// @param open how many tasks are to be done
  EvaluationProgress(Screen screen, LongSupplier nanos, String setting, int open) {
    this.screen = screen;
    this.nanos = nanos;
    this.setting = setting;
    this.open = open;
    this.start = nanos.getAsLong();
  }

  @Override
  public void accept(TaskRecord record) {
    done++;
    right += record.right() ? 1 : 0;
    if (screen.isTerminal()) {
      screen.status(done < open ? line() : "");
    }
    boolean tenth = 10L * done / open > 10L * (done - 1) / open;
    if (done == open || (tenth && !screen.isTerminal())) {
      screen.line(line());
    }
  }

  private String line() {
    double seconds = (nanos.getAsLong() - start) / 1e9;
    long left = Math.round(seconds / done * (open - done));
    return String.format(
        Locale.ROOT,
        "%s: %d of %d · %.0f %% right · %.2f s a task%s",
        Plain.line(setting, 60),
        done,
        open,
        100.0 * right / done,
        seconds / done,
        done == open
            ? ""
            : left < 90 ? " · " + left + " s left" : " · " + Math.ceilDiv(left, 60) + " min left");
  }
}
