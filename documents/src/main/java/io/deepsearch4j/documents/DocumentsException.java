package io.deepsearch4j.documents;

/// Something of this module broke that nobody near can mend; the message says what to do.
public final class DocumentsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DocumentsException(String message, Throwable cause) {
    super(message, cause);
  }
}
