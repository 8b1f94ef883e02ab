package io.deepsearch4j.agent;

/// A run cannot be kept, found or continued, and nobody near can mend it. The message is a sentence
/// that says what to do.
public final class RunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What kind of trouble it is.
  public enum Kind {
    /// No run has this id.
    UNKNOWN_RUN,
    /// Another process goes on with the run; this one must stop.
    TAKEN_OVER,
    /// The run does not repeat what it did before.
    DIVERGED,
    /// The database is out of reach, damaged or newer than this program.
    STORE
  }

  private final Kind kind;

  RunException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  RunException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
