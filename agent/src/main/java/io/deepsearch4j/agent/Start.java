package io.deepsearch4j.agent;

/// What came of the wish to start a run.
public sealed interface Start {
  String id();

  /// The run is new.
  record Started(String id) implements Start {}

  /// The same was requested under the same key before; this is its run.
  record Repeated(String id) implements Start {}

  /// Something else was requested under the same key before; nothing was started.
  record Mismatched(String id) implements Start {}
}
