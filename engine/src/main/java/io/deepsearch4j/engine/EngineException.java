package io.deepsearch4j.engine;

/// The engine cannot go on with a request; the message says why and what to do.
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public EngineException(String message) {
    super(message);
  }

  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
