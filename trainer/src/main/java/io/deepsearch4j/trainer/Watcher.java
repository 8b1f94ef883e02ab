package io.deepsearch4j.trainer;

/// Is told how a run goes, on the thread that runs it.
@FunctionalInterface
public interface Watcher {
  Watcher NONE = (_, _) -> {};

  /// A step is done.
  ///
  /// @param total tokens of the whole run
  void learnt(Metrics metrics, long total);
}
