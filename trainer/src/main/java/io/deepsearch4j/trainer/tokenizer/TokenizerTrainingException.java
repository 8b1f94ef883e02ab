package io.deepsearch4j.trainer.tokenizer;

/// A vocabulary could not be learnt or written; the message says why and what to do.
public final class TokenizerTrainingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TokenizerTrainingException(String message) {
    super(message);
  }

  TokenizerTrainingException(String message, Throwable cause) {
    super(message, cause);
  }
}
