package io.deepsearch4j.cli;

import io.deepsearch4j.agent.CallKind;
import io.deepsearch4j.agent.Observation;
import io.deepsearch4j.agent.Part;
import io.deepsearch4j.agent.Spent;
import io.deepsearch4j.agent.Step;
import io.deepsearch4j.agent.Watcher;
import io.deepsearch4j.chat.Delta;
import io.deepsearch4j.report.Plain;
import io.deepsearch4j.report.Timeline;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Shows a run while it goes on: one line for each step, and below them what it is waiting for and
/// what it has cost. Safe to share; never throws at the run that it watches.
final class Progress implements Watcher, AutoCloseable {
  private static final String FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
  private static final long FRAME_MILLIS = 120;

  private final Screen screen;
  private final LongSupplier nanos;
  private final long started;
  private final Timeline timeline = new Timeline();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("progress").factory());

  private int steps;
  private int pages;
  private int evidence;
  private Spent spent = Spent.NOTHING;
  private String waiting = "";
  private int pieces;
  private int frame;

  Progress(Screen screen, LongSupplier nanos) {
    this.screen = screen;
    this.nanos = nanos;
    this.started = nanos.getAsLong();
  }

  /// Begins to draw the status line.
  void start() {
    if (screen.isTerminal()) {
      var _ = ticker.scheduleAtFixedRate(this::tick, 0, FRAME_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public synchronized void step(int position, Step step) {
    steps = position + 1;
    spent = spent.plus(step.spent());
    waiting = "";
    if (step instanceof Step.Acted acted) {
      evidence += acted.evidence().size();
      if (acted.observation() instanceof Observation.Opened(var visits)) {
        pages += (int) visits.stream().filter(Observation.Arrived.class::isInstance).count();
      }
    }
    Timeline.Entry entry = timeline.next(step);
    if (entry.weight() == Timeline.Weight.SHOWN) {
      screen.line(screen.isTerminal() ? coloured(entry) : plain(entry));
    }
  }

  @Override
  public synchronized void waitingFor(CallKind kind, String what) {
    pieces = 0;
    waiting =
        switch (kind) {
          case MODEL -> "asking " + what;
          case SEARCH -> "searching " + what;
          case OPEN -> "opening " + what;
          case READ -> "reading with " + what;
        };
  }

  @Override
  public synchronized void piece(Part part, Delta delta) {
    pieces++;
    waiting =
        switch (delta) {
          case Delta.Likelihoods _ -> waiting;
          case Delta.Text _ -> part(part) + " writes, " + pieces + " pieces";
          case Delta.Reasoning _ -> part(part) + " thinks, " + pieces + " pieces";
        };
  }

  private static String part(Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }

  private synchronized void tick() {
    frame = (frame + 1) % FRAMES.length();
    screen.status(
        FRAMES.charAt(frame) + " " + tally() + (waiting.isEmpty() ? "" : " · " + waiting));
  }

  /// Where the run stands, in numbers.
  synchronized String tally() {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong() - started);
    long tokens = spent.usage().total();
    return Timeline.count(steps, "step")
        + " · "
        + Timeline.count(pages, "page")
        + " · "
        + evidence
        + " evidence"
        + (tokens == 0 ? "" : " · " + String.format(Locale.ROOT, "%,d tokens", tokens))
        + (spent.money().signum() == 0 ? "" : " · cost " + money(spent.money()))
        + " · "
        + (seconds < 60 ? seconds + " s" : "%d:%02d min".formatted(seconds / 60, seconds % 60));
  }

  static String money(BigDecimal money) {
    return money.round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  static String plain(Timeline.Entry entry) {
    String badge = entry.thinking().isEmpty() ? "" : " [" + entry.thinking() + "]";
    return "%-8s %s%s".formatted(entry.kind(), entry.text(), badge);
  }

  private String coloured(Timeline.Entry entry) {
    int room = screen.columns() - 12 - (entry.thinking().isEmpty() ? 0 : 7);
    String badge =
        switch (entry.thinking()) {
          case "slow" -> " \033[35m◆ slow\033[0m";
          case "fast" -> " \033[2m◇ fast\033[0m";
          default -> "";
        };
    return "  \033[%sm%-8s\033[0m %s%s"
        .formatted(colour(entry.kind()), entry.kind(), Plain.line(entry.text(), room), badge);
  }

  private static String colour(String kind) {
    return switch (kind) {
      case "search" -> "36";
      case "open" -> "34";
      case "read", "table" -> "32";
      case "verify", "verdict" -> "33";
      case "miss", "stop" -> "31";
      default -> "1";
    };
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    screen.status("");
  }
}
