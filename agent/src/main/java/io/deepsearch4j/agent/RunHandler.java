package io.deepsearch4j.agent;

/// Goes on with a run from its last step to its end.
@FunctionalInterface
public interface RunHandler {

  /// Goes on with a run until it has ended, and records how it ended.
  ///
  /// Interruption means: stop soon. The state of the run tells why. If it is `CANCELLING`, the run
  /// may still be given an answer and an end. Otherwise another process will go on with it, so
  /// leave it as it is. What is still open afterwards, the queue records.
  void run(String runId) throws InterruptedException;
}
