package io.deepsearch4j.agent;

/// Whether a run goes on here.
public sealed interface Resumption {
  /// This process goes on with the run.
  record Resumed() implements Resumption {}

  /// It does not, and this sentence says why and what to do.
  record Refused(String why) implements Resumption {}
}
