package io.deepsearch4j.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets a command that goes on until it is told to stop end in order when a service manager or the
/// machine's shutdown ends the process.
final class StopSignal implements AutoCloseable {
  private static final int SECONDS_TO_STOP = 15;

  private final CountDownLatch stopped = new CountDownLatch(1);

  /// @param stop asks the command to end; must be quick and safe to call from any thread
  StopSignal(Runnable stop) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop")
                .unstarted(
                    () -> {
                      stop.run();
                      try {
                        var _ = stopped.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
                      } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                      }
                    }));
  }

  /// The command has ended.
  @Override
  public void close() {
    stopped.countDown();
  }
}
