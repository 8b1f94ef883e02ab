package io.deepsearch4j.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;

/// What Ctrl-C means: the first one cancels, the second one quits at once.
final class CtrlC implements AutoCloseable {
  private final Object before;
  private final AtomicBoolean pressed = new AtomicBoolean();
  private volatile Runnable cancel;

  /// @param cancel must be quick and safe to call from any thread
  CtrlC(Screen screen, Runnable cancel) {
    this(screen, "cancelling; what is known so far is printed (press again to quit)", cancel);
  }

  /// @param saying what the first one prints
  CtrlC(Screen screen, String saying, Runnable cancel) {
    this.cancel = cancel;
    before =
        Signals.register(
            "INT",
            () -> {
              if (!pressed.compareAndSet(false, true)) {
                Runtime.getRuntime().halt(Exit.CANCELLED);
              }
              screen.line(saying);
              this.cancel.run();
            });
  }

  /// Changes what the first one does from now on.
  void means(Runnable other) {
    cancel = other;
    if (pressed.get()) {
      other.run();
    }
  }

  @Override
  public void close() {
    Signals.unregister("INT", before);
  }
}
