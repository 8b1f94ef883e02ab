package io.deepsearch4j.cli;

import io.deepsearch4j.trainer.Metrics;
import io.deepsearch4j.trainer.Watcher;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// Shows how far a training run is: a bar in a terminal, a line now and then elsewhere.
final class TrainingProgress implements Watcher {
  private static final int BAR = 24;
  private static final int LINES_EVERY = 100;
  private static final double SMOOTH = 0.05;

  private final Screen screen;
  private final String stage;
  private final Clock clock;
  private long began;
  private long first = -1;
  private double loss;
  private double accuracy;

  /// Time in nanoseconds from any beginning.
  interface Clock {
    long nanos();
  }

  TrainingProgress(Screen screen, String stage, Clock clock) {
    this.screen = screen;
    this.stage = stage;
    this.clock = clock;
  }

  @Override
  public void learnt(Metrics now, long total) {
    if (first < 0) {
      began = clock.nanos();
      first = now.tokens();
      loss = now.targetLoss();
      accuracy = now.targetAccuracy();
    }
    loss += SMOOTH * (now.targetLoss() - loss);
    accuracy += SMOOTH * (now.targetAccuracy() - accuracy);
    String line = line(now, total);
    if (screen.isTerminal()) {
      screen.status(line);
    } else if (now.step() % LINES_EVERY == 0) {
      screen.line(line);
    }
  }

  private String line(Metrics now, long total) {
    double seconds = Math.max(1e-3, (clock.nanos() - began) / 1e9);
    double rate = (now.tokens() - first) / seconds;
    int done = (int) Math.min(BAR, BAR * now.tokens() / Math.max(1, total));
    double busiest = now.violations().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return String.format(
        Locale.ROOT,
        "%s [%s%s] %.1f of %.1f M tokens · loss %.3f · right %.1f %% · MaxVio %.2f · %,.0f tokens/s"
            + " · %s left",
        stage,
        "#".repeat(done),
        ".".repeat(BAR - done),
        now.tokens() / 1e6,
        total / 1e6,
        loss,
        100 * accuracy,
        busiest,
        rate,
        left(rate == 0 ? 0 : (total - now.tokens()) / rate));
  }

  private static String left(double seconds) {
    long minutes = TimeUnit.SECONDS.toMinutes((long) seconds);
    return minutes >= 60 ? minutes / 60 + " h " + minutes % 60 + " min" : minutes + " min";
  }
}
