package io.deepsearch4j.engine;

/// Tokens that were guessed ahead, and how many of them were right.
public record Drafted(long proposed, long accepted) {}
