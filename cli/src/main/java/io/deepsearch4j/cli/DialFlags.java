package io.deepsearch4j.cli;

import io.deepsearch4j.trainer.Dial;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/// The one dial of training, and what overrides a value that it derives.
final class DialFlags {
  @Option(
      names = "--depth",
      paramLabel = "N",
      defaultValue = "4",
      description = "Layers; every other number follows from it. 4 if not given.")
  private int depth = 4;

  @Option(
      names = "--with",
      paramLabel = "NAME=VALUE",
      description = "Overrides a derived value, such as batch=8192; can be given several times.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "Of the first weights and of the order of lessons; 1 if not given.")
  private long seed = 1;

  /// The dial as the user turned it.
  ///
  /// @param stage values of the stage at hand, which the user's go before
  Dial dial(Map<String, String> stage) {
    Map<String, String> all = new LinkedHashMap<>(stage);
    all.putAll(overrides);
    return Dial.of(depth, all);
  }

  long seed() {
    return seed;
  }

  /// Prints every value, derived or given.
  static void print(Console console, Dial dial) {
    console.tell("depth " + dial.depth());
    dial.values().forEach((name, value) -> console.tell("  " + name + " " + value));
  }
}
