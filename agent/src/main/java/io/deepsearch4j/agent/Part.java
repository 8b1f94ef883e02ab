package io.deepsearch4j.agent;

/// Which model is asked: each part may be played by another one.
public enum Part {
  PLANNER,
  RESEARCHER,
  READER,
  VERIFIER
}
