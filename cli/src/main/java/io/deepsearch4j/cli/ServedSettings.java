package io.deepsearch4j.cli;

import io.deepsearch4j.server.Settings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The settings of this process for whoever runs the server, tried out as `deepsearch doctor` does.
///
/// @param secrets that no sentence may hold
/// @param patience with a model or an engine that does not answer
record ServedSettings(
    List<Settings.Setting> all, Doctor doctor, KnownSecrets secrets, Duration patience)
    implements Settings {

  @Override
  public Trial tryModel() throws InterruptedException {
    return tried(
        doctor::modelAnswers,
        "language model: no answer came within %d s; look whether it is overloaded or still loading,"
            + " and at chat.base-url");
  }

  @Override
  public Trial trySearch() throws InterruptedException {
    return tried(
        doctor::searchAnswers,
        "search: no answer came within %d s; look at the engine's address and this machine's"
            + " network");
  }

  private Trial tried(Doctor.Check check, String late) throws InterruptedException {
    var task = new FutureTask<>(check::look);
    Thread.ofVirtual().name("trial").start(task);
    try {
      Doctor.Finding finding = task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return new Trial(finding.health() == Doctor.Health.OK, secrets.without(finding.sentence()));
    } catch (TimeoutException _) {
      return new Trial(false, late.formatted(patience.toSeconds()));
    } catch (ExecutionException e) {
      throw new IllegalStateException("a trial of the settings failed", e);
    } finally {
      task.cancel(true);
    }
  }
}
