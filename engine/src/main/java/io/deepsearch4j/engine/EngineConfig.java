package io.deepsearch4j.engine;

import io.deepsearch4j.engine.network.NetworkOptions;
import io.deepsearch4j.engine.tensor.CacheType;
import java.util.List;
import java.util.Objects;

/// How models that run in this process are held in memory and served.
///
/// @param threads that compute; 0 for one on each core
/// @param cacheType how keys and values are kept
/// @param cacheMemoryMb for what sequences have computed, kept too for requests that begin alike
/// @param expertMemoryMb for experts; what does not fit is read from the disk when it is needed; 0
///   for as much as the machine has
/// @param sequences served together; more wait
/// @param speculation where drafts come from
/// @param dialect `pangu-v1`, `hermes` or `nano`, or `auto`: known from the tokenizer
public record EngineConfig(
    int threads,
    CacheType cacheType,
    int cacheMemoryMb,
    int expertMemoryMb,
    int sequences,
    Speculation speculation,
    String dialect) {
  private static final List<String> DIALECTS = List.of("auto", "pangu-v1", "hermes", "nano");
  private static final long MEGABYTE = 1L << 20;

  public static final EngineConfig DEFAULT =
      new EngineConfig(0, CacheType.BF16, 4_096, 0, 8, Speculation.AUTO, "auto");

  public EngineConfig {
    Objects.requireNonNull(cacheType);
    Objects.requireNonNull(speculation);
    require("threads", 0, 1_024, threads);
    require("cache-memory-mb", 16, Integer.MAX_VALUE, cacheMemoryMb);
    require("expert-memory-mb", 0, Integer.MAX_VALUE, expertMemoryMb);
    require("sequences", 1, 1_024, sequences);
    if (!DIALECTS.contains(dialect)) {
      throw new IllegalArgumentException(
          "engine.dialect must be one of " + String.join(", ", DIALECTS) + ", not " + dialect);
    }
  }

  private static void require(String name, int least, int most, int value) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          most == Integer.MAX_VALUE
              ? "engine.%s must be at least %d, not %d".formatted(name, least, value)
              : "engine.%s must be from %d to %d, not %d".formatted(name, least, most, value));
    }
  }

  NetworkOptions network() {
    return new NetworkOptions(
        threads,
        cacheType,
        cacheMemoryMb * MEGABYTE,
        expertMemoryMb == 0 ? NetworkOptions.AS_FITS : expertMemoryMb * MEGABYTE);
  }

  EngineLimits limits() {
    return new EngineLimits(
        sequences, EngineLimits.DEFAULT.chunk(), speculation, EngineLimits.DEFAULT.drafts());
  }
}
