package io.deepsearch4j.report;

/// A report or bundle that cannot be made or opened; the message says what to do.
public final class ReportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReportException(String message) {
    super(message);
  }

  ReportException(String message, Throwable cause) {
    super(message, cause);
  }
}
