package io.deepsearch4j.cli;

import io.deepsearch4j.practice.PracticeWeb;
import java.io.UncheckedIOException;

/// Which port the practice web of a seed is served at: always the same one where it is free, so
/// that addresses stay the same from run to run.
final class PracticePort {
  private static final int FIRST = 20_000;
  private static final int PORTS = 10_000;

  private PracticePort() {}

  /// The usual port of a seed.
  static int usual(long seed) {
    return FIRST + Math.floorMod(Long.hashCode(seed * 0x9E3779B97F4A7C15L), PORTS);
  }

  /// The usual port of a seed, or any free one where it is taken.
  static int of(long seed) {
    try (var atUsual = PracticeWeb.start(seed, usual(seed))) {
      return atUsual.port();
    } catch (UncheckedIOException _) {
      try (var anywhere = PracticeWeb.start(seed, 0)) {
        return anywhere.port();
      }
    }
  }
}
