package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.tensor.CacheType;

/// How a network is held in memory and run.
///
/// @param threads that compute; 0 for one on each core
/// @param cacheType how keys and values are cached
/// @param cacheBytes memory for them, of all sequences together
/// @param expertBytes memory for experts; a model whose experts need more streams them from disk;
///   [#AS_FITS] for what the machine has
public record NetworkOptions(int threads, CacheType cacheType, long cacheBytes, long expertBytes) {

  public static final long AS_FITS = 0;

  public static final NetworkOptions DEFAULT =
      new NetworkOptions(0, CacheType.BF16, 2L << 30, AS_FITS);

  public NetworkOptions {
    if (threads < 0 || threads > 1024) {
      throw new IllegalArgumentException("threads must be 0 to 1024, not " + threads);
    }
    if (cacheBytes < 1 || expertBytes < 0) {
      throw new IllegalArgumentException("memory for the cache and for experts must be positive");
    }
  }

  public NetworkOptions withCache(CacheType type) {
    return new NetworkOptions(threads, type, cacheBytes, expertBytes);
  }

  int threadsInUse() {
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
