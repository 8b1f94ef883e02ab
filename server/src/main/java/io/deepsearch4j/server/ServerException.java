package io.deepsearch4j.server;

/// The server cannot start or go on, and nobody near can mend it. The message is a sentence that
/// says what to do.
public final class ServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ServerException(String message) {
    super(message);
  }

  ServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
