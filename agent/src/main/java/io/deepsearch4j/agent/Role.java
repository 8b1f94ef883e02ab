package io.deepsearch4j.agent;

/// In which role the loop is walked. Same loop, same tools; another briefing and another end.
public enum Role {
  /// Works towards a draft; ends with [Action.Finish].
  RESEARCHER,
  /// Judges a draft, seeing passages and never the author's thoughts; ends with [Action.Judge].
  VERIFIER
}
