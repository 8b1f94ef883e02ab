package io.deepsearch4j.engine.checkpoint;

/// Learns how far a long piece of work has come.
@FunctionalInterface
public interface Progress {
  /// For who does not want to know.
  Progress NONE = (done, total) -> {};

  /// @param done bytes so far, never falling
  /// @param total bytes in the end
  void at(long done, long total);
}
