package io.deepsearch4j.cli;

import io.deepsearch4j.report.Plain;
import io.deepsearch4j.report.Timeline;
import io.deepsearch4j.web.IndexProgress;
import io.deepsearch4j.web.Indexed;
import java.nio.file.Path;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// Shows a folder being indexed: a bar in a terminal, two lines elsewhere.
final class IndexingProgress implements IndexingWatcher {
  private static final int FAILURES_SHOWN = 5;

  private final Screen screen;
  private @Nullable ProgressBar bar;

  IndexingProgress(Screen screen) {
    this.screen = screen;
  }

  @Override
  public synchronized void progress(Path folder, IndexProgress progress) {
    if (!screen.isTerminal()) {
      if (progress.done() == 1) {
        screen.line("index    %s, %d files".formatted(folder, progress.total()));
      }
      return;
    }
    ProgressBar current = bar == null ? open(folder, progress.total()) : bar;
    bar = current;
    current.stepTo(progress.done());
    current.setExtraMessage(Plain.line(progress.file(), 30));
  }

  private ProgressBar open(Path folder, int total) {
    return new ProgressBarBuilder()
        .setTaskName("indexing " + Plain.line(String.valueOf(folder.getFileName()), 30))
        .setInitialMax(total)
        .setUnit(" files", 1)
        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
        .setUpdateIntervalMillis(100)
        .setConsumer(new DelegatingProgressBarConsumer(screen::status, screen.columns() - 1))
        .build();
  }

  @Override
  public synchronized void done(Path folder, Indexed indexed) {
    if (bar != null) {
      bar.close();
      bar = null;
      screen.status("");
    }
    screen.line(
        "index    %s: %s, %d read now, %d unchanged%s"
            .formatted(
                Plain.line(folder.toString(), 100),
                Timeline.count(indexed.files(), "file"),
                indexed.read(),
                indexed.unchanged(),
                indexed.removed() == 0 ? "" : ", " + indexed.removed() + " gone"));
    indexed.failures().stream()
        .limit(FAILURES_SHOWN)
        .forEach(
            failure ->
                screen.line("skip     " + Plain.line(failure.file() + ": " + failure.why(), 300)));
    if (indexed.failures().size() > FAILURES_SHOWN) {
      screen.line("skip     and " + (indexed.failures().size() - FAILURES_SHOWN) + " more");
    }
  }
}
