package io.deepsearch4j.documents;

import java.time.Duration;

/// Limits on what is read.
///
/// @param maxBytes of one file
/// @param maxPages of one document
/// @param maxCells of one workbook or table file
/// @param maxRatio decoded to encoded size of compressed files
/// @param maxDepth of archives in archives
/// @param timeout for one file
/// @param workerMemoryMb heap of the process that reads untrusted PDF, office and archive files
public record DocumentsConfig(
    long maxBytes,
    int maxPages,
    int maxCells,
    int maxRatio,
    int maxDepth,
    Duration timeout,
    int workerMemoryMb) {

  public static final DocumentsConfig DEFAULT =
      new DocumentsConfig(100_000_000, 2_000, 1_000_000, 100, 2, Duration.ofSeconds(60), 1_024);

  public DocumentsConfig {
    if (maxBytes < 1 || maxPages < 1 || maxCells < 1 || maxRatio < 1 || maxDepth < 0) {
      throw new IllegalArgumentException("documents: every limit must be at least 1");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("documents.timeout must be longer than nothing");
    }
    if (workerMemoryMb < 128) {
      throw new IllegalArgumentException("documents.worker-memory-mb must be at least 128");
    }
  }
}
