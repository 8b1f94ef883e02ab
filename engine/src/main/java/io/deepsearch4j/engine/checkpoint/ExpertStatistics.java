package io.deepsearch4j.engine.checkpoint;

/// How well a store of experts has done so far.
///
/// @param hits experts that were in memory when they were asked for
/// @param misses experts that had to be waited for
/// @param bytesRead from the file
/// @param prefetchUseful experts that were read or being read because of a prefetch when they were
///   asked for
/// @param prefetchWasted experts that were prefetched and given up before anybody asked
/// @param waitNanos time that callers waited
public record ExpertStatistics(
    long hits,
    long misses,
    long bytesRead,
    long prefetchUseful,
    long prefetchWasted,
    long waitNanos) {}
