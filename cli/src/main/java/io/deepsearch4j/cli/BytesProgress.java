package io.deepsearch4j.cli;

import io.deepsearch4j.engine.checkpoint.Progress;
import java.util.concurrent.CancellationException;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// Shows a large file being written or read, as a bar in a terminal, and ends the work on Ctrl-C.
final class BytesProgress implements Progress, AutoCloseable {
  private static final long MEGABYTE = 1_000_000;

  private final Screen screen;
  private final String what;
  private final CtrlC ctrlC;
  private volatile boolean cancelled;
  private @Nullable ProgressBar bar;

  /// @param what is being done, such as `quantising`
  /// @param cancelling what Ctrl-C leads to
  BytesProgress(Screen screen, String what, String cancelling) {
    this.screen = screen;
    this.what = what;
    this.ctrlC = new CtrlC(screen, cancelling + " (press again to quit)", () -> cancelled = true);
  }

  @Override
  public void at(long done, long total) {
    if (cancelled) {
      throw new CancellationException("cancelled");
    }
    if (screen.isTerminal()) {
      ProgressBar current = bar == null ? open(total) : bar;
      bar = current;
      current.stepTo(done / MEGABYTE);
    }
  }

  private ProgressBar open(long total) {
    return new ProgressBarBuilder()
        .setTaskName(what)
        .setInitialMax(total / MEGABYTE)
        .setUnit(" MB", 1)
        .showSpeed()
        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
        .setUpdateIntervalMillis(200)
        .setConsumer(new DelegatingProgressBarConsumer(screen::status, screen.columns() - 1))
        .build();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      screen.status("");
    }
    ctrlC.close();
  }
}
