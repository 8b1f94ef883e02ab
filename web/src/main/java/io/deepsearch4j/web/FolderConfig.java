package io.deepsearch4j.web;

import java.time.Duration;

/// Limits on a folder of documents.
///
/// @param maxBytes of one file; larger ones are not read
/// @param maxFiles in the folder
/// @param threads how many files are read at the same time
/// @param patience how long to wait for another process that makes the first index of the folder
public record FolderConfig(long maxBytes, int maxFiles, int threads, Duration patience) {

  public static final FolderConfig DEFAULT =
      new FolderConfig(100_000_000, 200_000, 4, Duration.ofSeconds(30));

  public FolderConfig {
    if (maxBytes < 1 || maxBytes > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("folder.max-bytes must be from 1 to 2147483639");
    }
    if (maxFiles < 1) {
      throw new IllegalArgumentException("folder.max-files must be at least 1, not " + maxFiles);
    }
    if (threads < 1 || threads > 64) {
      throw new IllegalArgumentException("folder.threads must be from 1 to 64, not " + threads);
    }
    if (patience.isNegative()) {
      throw new IllegalArgumentException("folder.patience must not be negative");
    }
  }
}
