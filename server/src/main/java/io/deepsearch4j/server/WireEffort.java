package io.deepsearch4j.server;

/// How hard to think, in the words that requests of other protocols use.
final class WireEffort {
  private WireEffort() {}

  static RunWish.Effort of(String word) {
    if (word.isEmpty()) {
      return RunWish.Effort.MEDIUM;
    }
    try {
      return Words.effort(word);
    } catch (IllegalArgumentException e) {
      throw Wire.invalid(String.valueOf(e.getMessage()));
    }
  }
}
