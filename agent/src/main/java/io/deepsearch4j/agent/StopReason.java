package io.deepsearch4j.agent;

/// Why an episode or a run ended. A closed list: programs may switch on it.
public enum StopReason {
  /// With an answer of its own accord.
  ANSWERED,
  MAX_TOOL_CALLS,
  MAX_MODEL_CALLS,
  MAX_TOKENS,
  WALL_TIME,
  MAX_COST,
  /// The same actions came again and again.
  LOOP,
  /// Many actions in a row brought nothing new.
  NO_PROGRESS,
  /// Everything worth opening was opened.
  EXHAUSTED,
  /// The model failed, or what it wrote could not be used.
  MODEL_ERROR,
  CANCELLED,
  /// Somebody asked for the answer now.
  ASKED_TO_FINISH
}
