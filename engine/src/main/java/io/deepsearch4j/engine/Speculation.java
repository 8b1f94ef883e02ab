package io.deepsearch4j.engine;

/// Where drafts of the next tokens come from, which one pass then verifies. Drafts change the speed
/// and never the text.
public enum Speculation {
  /// One token at a time.
  NONE,
  /// What followed the same words before, in the sequence itself.
  PROMPT,
  /// The model's own layers for multi-token prediction.
  MTP,
  /// The sequence itself where it repeats, and MTP layers where the model has some.
  AUTO
}
