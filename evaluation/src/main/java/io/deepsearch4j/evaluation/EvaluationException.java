package io.deepsearch4j.evaluation;

/// An evaluation cannot begin or go on, and nobody near can mend it. The message is a sentence that
/// says what to do.
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EvaluationException(String message) {
    super(message);
  }

  EvaluationException(String message, Throwable cause) {
    super(message, cause);
  }
}
