package io.deepsearch4j.engine.tokenizer;

/// A tokenizer file that cannot be used, or a text that it cannot take.
public final class TokenizerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public TokenizerException(String message) {
    super(message);
  }

  public TokenizerException(String message, Throwable cause) {
    super(message, cause);
  }
}
