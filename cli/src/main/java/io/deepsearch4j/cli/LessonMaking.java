package io.deepsearch4j.cli;

import io.deepsearch4j.synthesis.Lessons;
import io.deepsearch4j.synthesis.LessonsWish;
import io.deepsearch4j.synthesis.Tally;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Makes lessons before the user's eyes; Ctrl-C stops in order.
final class LessonMaking {
  private LessonMaking() {}

  /// Makes those that are not there yet; answers what came of all.
  ///
  /// @param jobs how many webs at a time
  static Tally make(Console console, Path folder, String name, LessonsWish wish, int jobs)
      throws InterruptedException {
    Logs.start(false);
    var screen = new Screen(console.err(), console.columns());
    Thread caller = Thread.currentThread();
    try (var _ = new CtrlC(screen, "stopping; worlds that are done are kept", caller::interrupt)) {
      return new Lessons(folder, name, LessonGround::of)
          .make(wish, jobs, new Worlds(screen, wish, System.nanoTime()));
    } finally {
      screen.status("");
    }
  }

  /// Shows how far it is.
  private static final class Worlds implements Lessons.Watcher {
    private final Screen screen;
    private final long count;
    private final long started;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicReference<Tally> all = new AtomicReference<>(Tally.NOTHING);

    Worlds(Screen screen, LessonsWish wish, long started) {
      this.screen = screen;
      this.count = wish.last() - wish.first() + 1;
      this.started = started;
    }

    @Override
    public void done(long seed, Tally tally, boolean again) {
      Tally now = all.updateAndGet(before -> before.plus(tally));
      int worlds = done.incrementAndGet();
      int fresh = again ? made.get() : made.incrementAndGet();
      String line =
          String.format(
              Locale.ROOT,
              "world %d%s: %,d lessons, %d of %d right · %d of %d worlds, %,d lessons%s",
              seed,
              again ? " (there already)" : "",
              tally.count(),
              sum(tally.right().values()),
              sum(tally.asked().values()),
              worlds,
              count,
              now.count(),
              left(fresh, worlds));
      if (screen.isTerminal()) {
        screen.status(line);
      } else {
        screen.line(line);
      }
    }

    private String left(int fresh, int worlds) {
      if (fresh == 0) {
        return "";
      }
      double seconds = (System.nanoTime() - started) / 1e9 / fresh * (count - worlds);
      return " · " + TimeUnit.SECONDS.toMinutes((long) seconds) + " min left";
    }

    private static int sum(Collection<Integer> counts) {
      return counts.stream().mapToInt(Integer::intValue).sum();
    }
  }
}
