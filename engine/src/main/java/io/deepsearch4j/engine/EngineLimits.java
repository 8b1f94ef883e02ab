package io.deepsearch4j.engine;

import java.util.Objects;

/// How much an engine does at a time.
///
/// @param sequences served together; more requests wait
/// @param chunk tokens of prompts in one pass, beside those of the replies being written
/// @param speculation where drafts come from
/// @param drafts drafted tokens in one pass, all sequences together
public record EngineLimits(int sequences, int chunk, Speculation speculation, int drafts) {
  private static final int MOST_DRAFTS = 64;

  public static final EngineLimits DEFAULT = new EngineLimits(8, 512, Speculation.AUTO, 8);

  public EngineLimits {
    if (sequences < 1) {
      throw new IllegalArgumentException("engine.sequences must be at least 1, not " + sequences);
    }
    if (chunk < 1) {
      throw new IllegalArgumentException("engine.chunk must be at least 1, not " + chunk);
    }
    if (drafts < 0 || drafts > MOST_DRAFTS) {
      throw new IllegalArgumentException(
          "engine.drafts must be 0 to " + MOST_DRAFTS + ", not " + drafts);
    }
    Objects.requireNonNull(speculation);
  }

  public EngineLimits withSpeculation(Speculation other) {
    return new EngineLimits(sequences, chunk, other, drafts);
  }
}
