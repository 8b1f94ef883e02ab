package io.deepsearch4j.practice;

import java.util.Objects;

/// One request that a practice web answered.
///
/// @param host without the port
/// @param target the path with its query
/// @param status the answer's
/// @param userAgent what the client called itself, or empty
public record Visit(String host, String target, int status, String userAgent) {
  public Visit {
    Objects.requireNonNull(host);
    Objects.requireNonNull(target);
    Objects.requireNonNull(userAgent);
  }
}
