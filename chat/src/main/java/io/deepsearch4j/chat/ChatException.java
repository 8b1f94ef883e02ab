package io.deepsearch4j.chat;

/// A model cannot answer, and nobody near can mend it. The message is a sentence that says what to
/// do.
public final class ChatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What kind of trouble it is.
  public enum Kind {
    /// Wrong or missing key, no right to the model.
    AUTHORISATION,
    /// The endpoint does not know the model.
    UNKNOWN_MODEL,
    /// The messages do not fit the model's window.
    CONTEXT_OVERFLOW,
    /// The endpoint did not answer usefully, after all retries.
    UNAVAILABLE,
    /// The endpoint refused the request itself.
    REFUSED,
    /// The call was cancelled by interruption.
    CANCELLED
  }

  private final Kind kind;

  public ChatException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public ChatException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
