package io.deepsearch4j.engine.checkpoint;

/// A model folder that cannot be used; the message says what is wrong with which file.
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CheckpointException(String message) {
    super(message);
  }

  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
