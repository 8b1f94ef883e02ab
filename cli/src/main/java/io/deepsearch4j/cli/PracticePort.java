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
    try (PracticeWeb web = serve(seed)) {
      return web.port();
    }
  }

  /// Serves the practice web of a seed there.
  static PracticeWeb serve(long seed) {
    try {
      return PracticeWeb.start(seed, usual(seed));
    } catch (UncheckedIOException _) {
      return PracticeWeb.start(seed, 0);
    }
  }
}
