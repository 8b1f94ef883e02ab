package io.deepsearch4j.cli.bench;

import io.deepsearch4j.chat.StubEndpoint;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// One request of each of many runs, all answered alike and none before the last has come: so all
/// runs wait at once, and the next phase begins when this one is over.
final class Phase {
  private final CountDownLatch missing;
  private final StubEndpoint.Act answer;

  Phase(int runs, StubEndpoint.Act answer) {
    missing = new CountDownLatch(runs);
    this.answer = answer;
  }

  /// One act for each run.
  StubEndpoint.Act[] acts() {
    StubEndpoint.Act act =
        stage -> {
          missing.countDown();
          missing.await();
          answer.play(stage);
        };
    return Collections.nCopies((int) missing.getCount(), act).toArray(StubEndpoint.Act[]::new);
  }

  /// Whether all runs have come within this time.
  boolean isReachedWithin(Duration patience) throws InterruptedException {
    return missing.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }
}
