package io.deepsearch4j.engine;

/// A token and how likely the model itself held it to be, before temperature and filters.
///
/// @param logProbability natural logarithm
public record Likely(int token, double logProbability) {}
