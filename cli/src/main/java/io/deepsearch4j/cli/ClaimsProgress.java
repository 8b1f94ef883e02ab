package io.deepsearch4j.cli;

import io.deepsearch4j.trainer.claims.Claims;
import java.util.Set;

/// Shows how far experiments are, and lets Ctrl-C stop them behind a step.
final class ClaimsProgress {
  private final Screen screen;

  ClaimsProgress(Console console) {
    this.screen = new Screen(console.err(), console.columns());
  }

  void run(Claims claims, Set<String> names) {
    Thread caller = Thread.currentThread();
    try (var _ =
        new CtrlC(screen, "stopping after this step; run it again to go on", caller::interrupt)) {
      claims.run(
          names,
          (arm, seed, done, all) -> {
            String trial = "%s, seed %d".formatted(arm, seed);
            screen.line("%d of %d: %s".formatted(done + 1, all, trial));
            return new TrainingProgress(screen, trial, System::nanoTime);
          });
    } finally {
      screen.status("");
    }
  }
}
