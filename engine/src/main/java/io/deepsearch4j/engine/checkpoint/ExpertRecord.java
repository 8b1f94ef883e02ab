package io.deepsearch4j.engine.checkpoint;

/// Where the three matrices of one expert are in a file: one stretch that a single direct read
/// brings into memory. All experts of a file have records of the same length and inner places.
///
/// @param offset in the file, a multiple of 4096; the gate matrix begins there
/// @param length in bytes, a multiple of 4096
/// @param upAt where in the record the up matrix begins
/// @param downAt where in the record the down matrix begins
public record ExpertRecord(
    int layer, int expert, long offset, long length, long upAt, long downAt) {}
