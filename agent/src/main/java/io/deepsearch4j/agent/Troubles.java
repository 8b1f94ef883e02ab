package io.deepsearch4j.agent;

import java.util.Objects;

/// What an exception says, for people.
final class Troubles {
  private Troubles() {}

  static String sentence(RuntimeException trouble) {
    return Objects.requireNonNullElse(trouble.getMessage(), trouble.toString());
  }
}
