package io.deepsearch4j.agent;

/// What a call outside went to.
public enum CallKind {
  /// A chat model.
  MODEL,
  /// A search provider.
  SEARCH,
  /// A page.
  OPEN,
  /// A model that reads a document.
  READ
}
