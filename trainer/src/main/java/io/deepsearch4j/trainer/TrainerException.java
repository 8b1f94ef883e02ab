package io.deepsearch4j.trainer;

/// Training cannot go on; the message says why and what to do.
public sealed class TrainerException extends RuntimeException permits DivergedException {
  private static final long serialVersionUID = 1;

  public TrainerException(String message) {
    super(message);
  }

  public TrainerException(String message, Throwable cause) {
    super(message, cause);
  }
}
