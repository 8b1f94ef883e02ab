package io.deepsearch4j.server;

import java.util.Locale;

/// What went wrong, in one stable word for programs, and the HTTP status that goes with it.
enum Code {
  MALFORMED(400),
  UNAUTHENTICATED(401),
  FOREIGN_ORIGIN(403),
  FORBIDDEN(403),
  NOT_FOUND(404),
  METHOD_NOT_ALLOWED(405),
  CONFLICT(409),
  KEY_REUSED(409),
  PLAN_CHANGED(409),
  TOO_LARGE(413),
  UNSUPPORTED_TYPE(415),
  INVALID(422),
  CONDITION_MISSING(428),
  TOO_MANY_REQUESTS(429),
  INTERNAL(500),
  MODEL_FAILED(502),
  QUEUE_FULL(503),
  STOPPING(503);

  private final int status;

  Code(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }

  /// As it is written: `plan_changed`.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
