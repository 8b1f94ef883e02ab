package io.deepsearch4j.engine;

import java.util.Objects;

/// How much an engine does at a time.
///
/// @param sequences served together; more requests wait
/// @param chunk tokens of prompts in one pass, beside those of the replies being written
/// @param cacheBytes of caches in use and kept ones together; the network's memory should hold one
///   pass more
/// @param keptBytes of caches kept for requests that begin alike
/// @param speculation where drafts come from
/// @param drafts drafted tokens in one pass, all sequences together
public record EngineLimits(
    int sequences,
    int chunk,
    long cacheBytes,
    long keptBytes,
    Speculation speculation,
    int drafts) {
  public static final EngineLimits DEFAULT =
      new EngineLimits(8, 512, 4L << 30, 2L << 30, Speculation.AUTO, 8);

  public EngineLimits {
    require("sequences", 1, sequences);
    require("chunk", 1, chunk);
    require("cache-bytes", 1, cacheBytes);
    require("kept-bytes", 0, keptBytes);
    require("drafts", 0, drafts);
    Objects.requireNonNull(speculation);
  }

  private static void require(String name, long least, long value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "engine." + name + " must be at least " + least + ", not " + value);
    }
  }

  public EngineLimits withSpeculation(Speculation other) {
    return new EngineLimits(sequences, chunk, cacheBytes, keptBytes, other, drafts);
  }
}
