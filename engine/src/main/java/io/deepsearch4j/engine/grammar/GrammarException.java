package io.deepsearch4j.engine.grammar;

/// A grammar that cannot be made, or that a tokenizer has no tokens for.
public final class GrammarException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public GrammarException(String message) {
    super(message);
  }

  public GrammarException(String message, Throwable cause) {
    super(message, cause);
  }
}
