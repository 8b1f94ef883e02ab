package io.deepsearch4j.documents;

/// A passage with its place in a ranking.
///
/// @param score comparable within one ranking only; larger is better
public record Ranked(Passage passage, double score) {}
